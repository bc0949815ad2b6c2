"""How an edition stands against its source: told by what was published there, and by nothing else.

The source's way is the line of texts that readers saw, each with what it meant to readers of the
one before. Where a text came back, what stood after it is off the way. An edition stands at the
text that it was made from; what lies behind that on the way says how far behind the edition is.
A small repair leaves it slightly behind; an update, a correction, and whatever was published
without being marked leave it clinically behind, and so does a source that was withdrawn.

Written by the verbs that change what readers see, of the edition or of its source, in their
transaction. Saves do not come here.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from django.db import transaction
from django.urls import reverse

from articles import history
from articles.languages import KNOWN
from articles.models import Article, Change, EditionState, Event
from articles.notifications import own_people, tell


@dataclass(frozen=True)
class Shown:
    """One text that readers saw: which, what it meant to them, and since when."""

    revision: int
    change: str
    at: datetime


def way(shown: Iterable[Shown]) -> list[Shown]:
    """The texts from the first to the one that readers see, without those that were taken back."""
    line: list[Shown] = []
    for text in shown:
        places = [n for n, known in enumerate(line) if known.revision == text.revision]
        line = line[: places[0] + 1] if places else [*line, text]
    return line


def standing(line: list[Shown], made_from: int | None) -> tuple[EditionState, datetime | None]:
    """The state of an edition that was made from this text, and since when it is behind."""
    places = [n for n, text in enumerate(line) if text.revision == made_from]
    if not places:
        return EditionState.CLINICALLY, line[-1].at
    later = line[places[0] + 1 :]
    grave = [text for text in later if text.change != Change.MINOR]
    if grave:
        return EditionState.CLINICALLY, grave[0].at
    return (EditionState.SLIGHTLY, later[0].at) if later else (EditionState.CURRENT, None)


def derived(edition: Article, source: Article) -> tuple[str, datetime | None]:
    """What is to be stored with the edition: nothing before readers saw it."""
    if edition.live is None:
        return "", None
    if not source.is_public:
        return EditionState.CLINICALLY, source.withdrawn_at or edition.published_at
    return standing(way(_shown(source)), edition.live.translated_from_id)


def keep_in_step(article: Article, *, by) -> None:
    """Called last by each verb, after its event: move the state of this edition, or of all that
    are made from this source."""
    if article.translation_of_id:
        _move(article, article.translation_of)
        return
    editions = Article.objects.filter(translation_of=article, live__isnull=False)
    if article.live_id is None or not editions.exists():
        return
    for edition in editions.select_for_update(of=("self",)).select_related("live").order_by("pk"):
        if _move(edition, article):
            _record(edition, article, by=by)


def _shown(source):
    events = Event.objects.filter(article=source, shown__isnull=False).order_by("sequence")
    for revision, change, at in events.values_list("shown", "shown__change", "happened_at"):
        yield Shown(revision, change, at)


def _move(edition, source):
    """Whether the state is another than it was."""
    before = edition.edition_state
    edition.edition_state, edition.behind_since = derived(edition, source)
    Article.objects.filter(pk=edition.pk).update(
        edition_state=edition.edition_state, behind_since=edition.behind_since
    )
    return before != edition.edition_state


def _record(edition, source, *, by):
    """The edition's own history says what moved it, and its people hear of it."""
    state = EditionState(edition.edition_state)
    with transaction.atomic():
        history.record(
            edition,
            "state_moved",
            by=by,
            from_stage=edition.stage,
            to_stage=edition.stage,
            facts={"state": state.value, "source": source.pk, "source_version": source.live.number},
        )
    if state != EditionState.CLINICALLY:
        return
    language = KNOWN[edition.language].english
    tell(
        [person for person in own_people(edition) if person != by],
        subject=f"Clinically behind: {edition.title}",
        text=(
            f"The source of the {language} edition “{edition.title}” has changed, and what "
            "changed matters to readers. The page tells them so. Start a correction, bring it up "
            "to the source, and have it signed."
        ),
        path=reverse("admin:articles_article_change", args=[edition.pk]),
    )
