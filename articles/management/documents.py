"""From the name of a file or of a stored article to the document that the quality rules judge."""

import os
import re
from pathlib import Path

from django.conf import settings
from django.contrib.auth import get_user_model
from django.utils import timezone

from articles import citations, markup, quality
from articles.importers import registry
from articles.importers.item import Problem
from articles.models import Article, Decision, Image

SLUG = re.compile(r"[-\w]{1,200}")
TEASER = re.compile(r"Left out the teaser “(.*)”\.")
PRINTED_YEAR = re.compile(r"[.;] c?((?:19|20)[0-9]{2})\b")
NOT_PRINTED_YEAR = re.compile(r"\[[^\]]*\]|Available from: \S*")
YEAR = re.compile(r"\b(?:19|20)[0-9]{2}\b")


class NotToBeChecked(ValueError):
    """There is no one article of that name; the message says what to give instead."""


def document_named(name: str, **facts) -> quality.Document:
    """The document of a path or slug; `facts` are evaluated_on and region. Public articles are
    judged as readers see them, others as they are written. Raises NotToBeChecked."""
    facts["site"] = settings.SITE_NAME
    if os.path.isfile(name):  # unlike Path.is_file, says no to names that no file can have
        return _document_of_file(Path(name), facts)
    article = _stored(name) if SLUG.fullmatch(name) else None
    if article is None:
        raise NotToBeChecked(
            f"There is no file and no stored article “{name}”. Give the path of a file "
            f"({', '.join(registry.KINDS)}) or the last part of an article's address."
        )
    return _document_of_live(article, facts) if article.is_public else _document_of(article, facts)


def _stored(slug):
    return Article.objects.select_related("category").filter(slug=slug).first()


# — a file —


def _document_of_file(path, facts):
    item = _only_item(path)
    try:
        body = markup.clean(item.body_html)
    except markup.MarkupError as error:
        raise NotToBeChecked(f"{path}: {error}") from error
    return quality.read(
        item.title,
        body,
        summary=item.summary or _teaser(item),
        category=item.category,
        published_on=item.original_published_on,
        updated_on=item.original_published_on,
        sources=tuple(_source(n, source) for n, source in enumerate(item.references, start=1)),
        **facts,
    )


def _only_item(path):
    if registry.detect(path) is None:
        raise NotToBeChecked(
            f"No import source reads “{path.name}”. Give a file that ends in "
            f"{', '.join(registry.KINDS)}."
        )
    found = registry.read(path)
    item, another = next(found, None), next(found, None)
    if item is None:
        raise NotToBeChecked(f"“{path}” holds no article.")
    if isinstance(item, Problem):
        raise NotToBeChecked(f"{item.where}: {item.message}")
    if another is not None:
        raise NotToBeChecked(f"“{path}” holds several articles. Give a file with one of them.")
    return item


def _teaser(item):
    """A scraped page's cut-off teaser is the only summary its readers had."""
    found = (TEASER.fullmatch(note) for note in item.dropped)
    return next((match[1] for match in found if match), "")


# — a stored article —


def _document_of_live(article, facts):
    revision = article.live
    people = get_user_model().objects.in_bulk([author["id"] for author in revision.byline])
    return quality.read(
        revision.title,
        revision.body_html,
        summary=revision.summary,
        authors=tuple(_byline(author, people.get(author["id"])) for author in revision.byline),
        editors=tuple(map(str, revision.contributors)),
        review=_review(article.live_review),
        sources=tuple(map(_printed_source, revision.sources)),
        **_approvable(revision),
        **_dates(article),
        category=article.category.name,
        **facts,
    )


def _document_of(article, facts):
    pending = article.pending
    approval = pending and pending.reviews.filter(decision=Decision.APPROVED).first()
    writers = pending.contributors if pending else [article.edited_by_id]
    references = article.references.order_by("number", "id")
    return quality.read(
        article.title,
        article.body,
        alts=_alternative_texts(article.body),
        summary=article.summary,
        authors=tuple(_person(a.user) for a in article.authorship_set.select_related("user")),
        editors=tuple(map(str, writers)),
        review=_review(approval),
        sources=tuple(_source(reference.number, reference.facts()) for reference in references),
        **(_approvable(pending) if pending else {}),
        **_dates(article),
        category=article.category.name,
        **facts,
    )


def _approvable(revision):
    return {"revision": str(revision.pk), "sha256": revision.digest()}


def _dates(article):
    moments = {"published_on": article.published_at, "updated_on": article.updated_at}
    moments["updated_on"] = article.updated_at or article.published_at
    return {name: moment and timezone.localdate(moment) for name, moment in moments.items()}


def _person(user):
    return quality.Person(
        name=user.display_name,
        key=str(user.pk),
        credentials=user.credentials,
        profile=user.bio,
        disclosure=user.disclosure_statement,
    )


def _byline(author, user):
    return quality.Person(
        name=author["name"],
        key=str(author["id"]),
        credentials=author["credentials"],
        profile=user.bio if user else "",
        disclosure=user.disclosure_statement if user else "",
    )


def _review(review):
    """Approving takes the right to approve, and that right is a clinician's."""
    if review is None:
        return None
    return quality.Review(
        person=quality.Person(
            name=review.name,
            key=str(review.decided_by_id),
            credentials=review.credentials,
            disclosure=review.disclosure_statement,
        ),
        role="clinician" if review.decided_by.has_perm("articles.approve_article") else "",
        reviewed_on=timezone.localdate(review.decided_at),
        revision=str(review.revision_id),
        sha256=review.sha256,
    )


def _alternative_texts(body):
    shown = [
        picture.src.removeprefix(markup.MEDIA_PREFIX) for picture in quality.parse(body).pictures
    ]
    images = Image.objects.filter(file__in=shown)
    return {f"{markup.MEDIA_PREFIX}{image.file.name}": image.alt for image in images}


# — sources —


def _source(number, facts):
    written = YEAR.search(str(facts.get("date") or ""))
    names = ("doi", "pmid", "pmcid", "isbn", "url")
    return quality.Source(
        number=int(facts.get("number") or number),
        kind=facts.get("kind") or "web",
        title=str(facts.get("title") or ""),
        year=int(written[0]) if written else None,
        identifiers={name: str(facts[name]) for name in names if facts.get(name)},
        links=tuple(address for _, address in citations.links(facts)),
    )


def _printed_source(source):
    years = PRINTED_YEAR.findall(NOT_PRINTED_YEAR.sub("", source["citation"]))
    return quality.Source(
        number=source["number"],
        kind=source["kind"],
        title=source["citation"],
        year=int(years[-1]) if years else None,
        links=tuple(address for _, address in source["links"]),
    )
