"""The editions of an article in other languages: each an article of its own, signed on its own."""

from dataclasses import dataclass
from datetime import datetime
from typing import cast

from django.db import transaction
from django.db.models import Q

from articles import languages, manuscript, snapshots
from articles.errors import NotAllowed
from articles.languages import KNOWN, Language
from articles.models import (
    Article,
    Authorship,
    Claim,
    EditionState,
    Event,
    Reference,
    Revision,
)

# The day on which a text first stood elsewhere is its source's.
NOT_TAKEN_OVER = ("language", "original_published_on")


@dataclass(frozen=True)
class Standing:
    """How an article stands in one language, for the people who look after it."""

    language: Language
    state: EditionState
    article: Article | None
    since: datetime | None
    may_start: bool


def refusal(user, source: Article, language: str) -> str:
    """Why this person may start no edition in this language, as a sentence; "" when they may."""
    if not user.has_perm("articles.add_article"):
        return "Your roles do not include writing articles."
    if source.translation_of_id:
        return "This is an edition itself. Start the new one from its source."
    if language not in languages.offered():
        return f"This site has no editions in “{language}”."
    if language == source.language:
        return f"This article is in {KNOWN[language].english} itself."
    if not source.is_public:
        return "Readers do not see this article, so there is nothing to translate yet."
    if source.editions.filter(language=language).exists():
        return f"There is an edition in {KNOWN[language].english} already."
    return ""


def start(source: Article, language: str, *, by) -> Article:
    """A draft in this language that holds the words of the source, to be translated one by one."""
    with transaction.atomic():
        locked = Article.objects.select_for_update(of=("self",)).select_related("live", "category")
        source = locked.get(pk=source.pk)
        if no := refusal(by, source, language):
            raise NotAllowed(no)
        snapshot = snapshots.of(cast(Revision, source.live))
        edition = Article(
            language=language,
            translation_of=source,
            translated_from=source.live,
            category=source.category,
            slug=manuscript.free_slug(f"{source.slug} {language}"),
            review_interval=source.review_interval,
            always_shows_help=source.always_shows_help,
        )
        for name, value in snapshots.fields_of(snapshot).items():
            if name not in NOT_TAKEN_OVER:
                setattr(edition, name, value)
        manuscript.begin(edition, by=by)
        Reference.objects.bulk_create(snapshots.references_of(edition, snapshot))
        Claim.objects.bulk_create(snapshots.claims_of(edition, snapshot))
        Authorship.objects.create(article=edition, user=by)
        manuscript.begun(edition, "started_edition", by=by)
    return edition


def fixes_the_language(article: Article) -> bool:
    """Whether it can be in no other language any more: readers saw it, or it has a family."""
    if article.published_at or article.translation_of_id:
        return True
    return article.pk is not None and article.editions.exists()


def take_from(edition: Article, number: int | None) -> Revision | None:
    """Say which version of the source the manuscript says the same as; None leaves it as it is.

    For the verb that freezes it: the article is locked and saved there.
    """
    if edition.translation_of_id is None:
        return None
    if number is not None:
        found = _shown(edition).filter(number=number).first()
        if found is None:
            raise NotAllowed(
                f"Readers never saw a version {number} of the source. "
                "Say which version this edition was made from."
            )
        edition.translated_from = found
    return edition.translated_from


def refuse_untranslated(edition: Article, text: Revision) -> None:
    """The words of the source, sent to be signed as a text in another language."""
    made_from = edition.translated_from
    if edition.translation_of_id and made_from and made_from.plain_text == text.plain_text:
        name = KNOWN[edition.language].english
        raise NotAllowed(
            f"The text is still the source's own, word for word. Translate it into {name} first."
        )


def versions_to_name(edition: Article) -> list[Revision]:
    """The versions that an edition may say that it was made from: the present one, the old one."""
    if (source := edition.translation_of) is None:
        return []
    named = Q(pk=edition.translated_from_id) | Q(pk=source.live_id)
    return list(_shown(edition).filter(named).order_by("-number"))


def of_article(user, article: Article) -> list[Standing]:
    """The source and each language that this site has editions in: two queries."""
    source = article.translation_of or article
    found = {
        edition.language: edition
        for edition in Article.objects.visible_to(user).filter(translation_of=source)
    }
    started = set(source.editions.values_list("language", flat=True))
    wanted = [code for code in languages.offered() if code != source.language]
    return [
        Standing(
            language=KNOWN[code],
            state=_state(found.get(code)),
            article=found.get(code),
            since=found[code].behind_since if code in found else None,
            may_start=code not in started and not refusal(user, source, code),
        )
        for code in dict.fromkeys([*wanted, *sorted(started)])
    ]


def _state(edition):
    if edition is None or not edition.is_public:
        return EditionState.MISSING
    return EditionState(edition.edition_state)


def _shown(edition):
    seen = Event.objects.filter(article=edition.translation_of_id, shown__isnull=False)
    return Revision.objects.filter(pk__in=seen.values("shown"))
