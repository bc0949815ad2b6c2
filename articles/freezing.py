"""From manuscript to print: how an Article becomes an immutable Revision."""

import re
from datetime import date

from articles import (
    bylines,
    citations,
    claims,
    glossary,
    markup,
    quality,
    snapshots,
    spanish_reading,
)
from articles.errors import NotAllowed
from articles.models import Article, Image, Revision
from articles.models.revision import PRESENT_FORMAT
from articles.rules import contributors

FEWEST_GRADED = 100  # words: what the formulas say of fewer is chance
IMAGE_SOURCE = re.compile(r'<img[^>]*\bsrc="/media/([^"]+)"')


def freeze(
    article: Article,
    *,
    by,
    change: str = "",
    change_note: str = "",
    built: Revision | None = None,
) -> Revision:
    """A new revision, stored, holding exactly what readers would see of this manuscript.

    `built` is what `build` has just made of it, where it was looked at before.
    """
    revision = built or build(article, by=by)
    revision.change, revision.change_note = change, change_note.strip()
    _refuse_what_is_missing(article)
    return _stored(revision, article)


def keep(article: Article, *, by) -> Revision:
    """The manuscript as it stands, kept as a version that nobody submitted: another text takes
    its place. Print may miss a source or a picture that the manuscript names; what is kept of
    the manuscript itself misses nothing."""
    return _stored(build(article, by=by), article)


def _stored(revision, article):
    revision.manuscript = snapshots.take(article)
    revision.save(force_insert=True)
    return revision


def build(article: Article, *, by) -> Revision:
    """The revision that `freeze` would store: a preview is made of it."""
    references = list(article.references.order_by("number", "id"))
    numbers = {ref.number: place for place, ref in enumerate(references, start=1)}
    words = glossary.in_use(article.language)
    try:
        known = claims.printable(article)
        printed = markup.freeze(
            article.body,
            numbers=numbers,
            pictures=_pictures(article.body),
            claims=known,
            lexicon=words.lexicon,
        )
    except markup.MarkupError as error:
        raise NotAllowed(str(error)) from error
    revision = Revision(
        article=article,
        number=article.revisions.count() + 1,
        title=article.title,
        summary=article.summary,
        body_html=printed.body_html,
        headings=[{"level": h.level, "text": h.text, "anchor": h.anchor} for h in printed.headings],
        sources=[_source(numbers[ref.number], ref) for ref in references],
        byline=[author for author, _person in bylines.of(article)],
        also_known_as=article.also_known_as,
        attribution=_attribution(article),
        content_type=article.content_type,
        medicines=article.medicines,
        statements=_statements(article),
        claims=claims.frozen(known, printed.claims, numbers),
        key_facts=article.key_facts,
        glossary=words.frozen(printed.words),
        language=article.language,
        translated_from=article.translated_from,
        signed_format=PRESENT_FORMAT,
        original_published_on=article.original_published_on,
        plain_text=markup.plain_text(printed.body_html),
        words=markup.word_count(printed.body_html),
        reading_grade=_reading_grade(printed.body_html, article.language),
        markup_policy=markup.POLICY_VERSION,
        contributors=sorted({*contributors(article), *_of_source(article), by.pk}),
        frozen_by=by,
    )
    revision.sha256 = revision.digest()
    return revision


def _of_source(article):
    """Who wrote the source has a part in its editions: the words are theirs, in other letters."""
    return article.translated_from.contributors if article.translated_from_id else []


def _refuse_what_is_missing(article):
    """A citation of no source, or a picture that is not ours, would silently vanish from print."""
    known = set(article.references.values_list("number", flat=True))
    unknown = sorted(set(markup.cited_numbers(article.body)) - known)
    if unknown:
        raise NotAllowed(
            f"The text cites source {unknown[0]}, which is not in its list of sources. "
            "Add the source, or take the citation out."
        )
    missing = set(IMAGE_SOURCE.findall(article.body)) - {
        source.removeprefix("/media/") for source in _pictures(article.body)
    }
    if missing:
        raise NotAllowed(
            "The text shows a picture that is not among the uploaded pictures. "
            "Upload it and insert it again, or take it out."
        )


def _reading_grade(body_html, language):
    """What the formula for the language says of the running text, to the nearest whole number: a
    school grade, for Spanish perspicuity; None for too little text, and in other languages."""
    if language not in ("en", "es"):
        return None
    read = quality.read("", body_html, language=language, evaluated_on=date.min).readability
    if read.counts.words < FEWEST_GRADED:
        return None
    return round(spanish_reading.perspicuity(read.counts) if language == "es" else read.grade)


def _pictures(body):
    names = IMAGE_SOURCE.findall(body)
    return {
        f"/media/{image.file.name}": markup.Picture(
            alt="" if image.decorative else image.alt,
            width=image.width,
            height=image.height,
            renditions={int(px): f"/media/{name}" for px, name in image.renditions.items()},
            credit=image.credit,
        )
        for image in Image.objects.filter(file__in=names)
    }


def _source(number, reference):
    facts = reference.facts()
    return {
        "number": number,
        "kind": reference.kind,
        "citation": citations.nlm(facts),
        "links": [list(link) for link in citations.links(facts)],
    }


def _statements(article):
    return {
        "funding": article.funding,
        "sponsored": article.sponsored,
        "label": article.sponsor_label,
        "experience": article.experience_disclosure,
    }


def _attribution(article):
    facts = {
        "text": article.attribution,
        "source_name": article.source_name,
        "url": article.source_url,
        "licence": article.licence,
    }
    return facts if any(facts.values()) else {}
