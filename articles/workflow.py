"""The walk of an article: who may take which step, and one function for each verb.

Buttons, the admin, importers, commands and the picture in docs/workflow.md all read STEPS, the
table of steps. A verb locks the article, compares the version that its caller had read, asks again
whether the step is allowed, does it, records an Event and tells people, in one transaction (see
walk.py). The verbs of judgement are in signing.py, those that change what readers see in
publishing.py; all are called through here.
"""

from collections.abc import Callable

from articles import checks, editions, owners, rules
from articles.errors import NotAllowed
from articles.freezing import build, freeze
from articles.models import Article, Change
from articles.publishing import (
    express_concern,
    lift_concern,
    publish,
    publish_unreviewed,
    publish_urgently,
    restore,
    retract,
    take_back_urgent,
    withdraw,
)
from articles.signing import (
    approve,
    mark_reviewed_unchanged,
    request_changes,
    sign_minor,
    statement_of,
)
from articles.steps import STEPS, Step
from articles.walk import lock, refusal, walking

LONGEST_NOTE = 1000
__all__ = ["STEPS", "VERBS", "can", "lock", "refusal", "statement_of", "steps_for", "take"]


def can(user, verb: str, article: Article) -> bool:
    return not refusal(user, verb, article)


def steps_for(user, article: Article) -> list[Step]:
    """The steps that this person may take with this article now: one button each."""
    offered = [step for step in STEPS.values() if not step.automatic]
    return [step for step in offered if can(user, step.verb, article)]


def may_write(user, article: Article) -> bool:
    """Whether this person may change the manuscript now."""
    return (
        article.is_open_to_writing
        and user.has_perm("articles.change_article")
        and not rules.is_own_or_any(user, article)
    )


def may_catalogue(user, article: Article) -> bool:
    """Whether this person may change slug, category, tags and featuring, which act at once."""
    return (
        user.has_perm("articles.change_catalogue")
        or may_write(user, article)
        and not article.published_at
    )


def submit(
    article: Article,
    *,
    by,
    change: str = "",
    change_note: str = "",
    translated_from: int | str | None = None,
    version: int | None = None,
) -> Article:
    """Freeze the manuscript. `change` and `change_note` tell readers of the page what is new;
    `translated_from` is the number of the source's version that an edition says the same as."""
    with walking(article, "submit", by, version) as walk:
        if change not in ("", *Change.values):
            raise NotAllowed(f"“{change}” is no kind of change. Choose from {_choices()}.")
        if change in (Change.UPDATE, Change.CORRECTION) and not change_note.strip():
            raise NotAllowed("Readers need to know why: write for them what changed.")
        if len(change_note) > LONGEST_NOTE:
            raise NotAllowed(
                f"What you tell readers of the change has {len(change_note):,} characters. "
                f"Say it in {LONGEST_NOTE:,}."
            )
        made_from = editions.take_from(walk.article, _number(translated_from))
        walk.facts |= {"translated_from": made_from.number} if made_from else {}
        text = build(walk.article, by=by)
        editions.refuse_untranslated(walk.article, text)
        checks.refuse_blocks(checks.at_submit(walk.article, text), what="submitting this text")
        walk.revision = freeze(
            walk.article, by=by, change=change, change_note=change_note, built=text
        )
        walk.article.pending = walk.revision
        walk.facts |= owners.name(walk.article, by=by)
    return article


def recall(article: Article, *, by, version: int | None = None) -> Article:
    with walking(article, "recall", by, version) as walk:
        walk.drop_pending()
    return article


def revise(article: Article, *, by, version: int | None = None) -> Article:
    with walking(article, "revise", by, version) as walk:
        walk.drop_pending()
    return article


VERBS: dict[str, Callable[..., Article]] = {
    verb.__name__: verb
    for verb in (
        submit,
        recall,
        approve,
        sign_minor,
        request_changes,
        publish,
        revise,
        mark_reviewed_unchanged,
        express_concern,
        lift_concern,
        withdraw,
        retract,
        restore,
        publish_urgently,
        take_back_urgent,
        publish_unreviewed,
    )
}


def take(verb: str, article: Article, *, by, version: int, reason: str = "", **words) -> Article:
    """Take a step by its name, as a door does that was given the name by a person."""
    step = STEPS[verb]
    handed = {name: words[name] for name in step.takes if name in words}
    if step.note:
        handed["reason"] = reason
    return VERBS[verb](article, by=by, version=version, **handed)


def _number(typed):
    """A version's number, as a door hands it over; None for none."""
    if typed in (None, ""):
        return None
    if not (str(typed).isascii() and str(typed).isdigit() and len(str(typed)) < 10):
        raise NotAllowed("Say which version of the source this edition was made from.")
    return int(typed)


def _choices():
    return ", ".join(Change.values)
