"""From a stored article or a revision to the document that the quality rules judge."""

import re

from django.conf import settings
from django.contrib.auth import get_user_model
from django.utils import timezone

from articles import bylines, citations, help_lines, markup, quality, sensitivity
from articles.models import Article, Decision, Image, Review, ReviewKind, Revision

PRINTED_YEAR = re.compile(r"[.;] c?((?:19|20)[0-9]{2})\b")
NOT_PRINTED_YEAR = re.compile(r"\[[^\]]*\]|Available from: \S*")
YEAR = re.compile(r"\b(?:19|20)[0-9]{2}\b")


def of_live(article: Article, **facts) -> quality.Document:
    """What readers see, with the signature under it; `facts` are evaluated_on and region."""
    return of_revision(article, article.live, review=article.live_review, **facts)


def of_revision(
    article: Article, revision: Revision, *, review: Review | None, **facts
) -> quality.Document:
    """A frozen text (stored or not), as readers would see it with this signature."""
    people = get_user_model().objects.in_bulk([author["id"] for author in revision.byline])
    return quality.read(
        revision.title,
        revision.body_html,
        summary=revision.summary,
        key_facts=revision.key_facts,
        authors=tuple(_byline(author, people.get(author["id"])) for author in revision.byline),
        editors=tuple(map(str, revision.contributors)),
        sources=tuple(map(_printed_source, revision.sources)),
        content_type=revision.content_type,
        statements=_frozen_statements(revision.statements),
        **_approvable(revision),
        **_common(article, review, facts),
    )


def of_manuscript(article: Article, **facts) -> quality.Document:
    """The manuscript as it stands, with the signature under its submitted version, if any."""
    pending = article.pending
    approval = pending and pending.reviews.filter(decision=Decision.APPROVED).first()
    writers = pending.contributors if pending else [article.edited_by_id]
    references = article.references.order_by("number", "id")
    return quality.read(
        article.title,
        article.body,
        alts=_alternative_texts(article.body),
        summary=article.summary,
        key_facts=article.key_facts,
        authors=tuple(_byline(author, user) for author, user in bylines.of(article)),
        editors=tuple(map(str, writers)),
        sources=tuple(source(reference.number, reference.facts()) for reference in references),
        content_type=article.content_type,
        statements=quality.Statements(
            article.funding or None,
            article.sponsored,
            article.sponsor_label,
            article.experience_disclosure,
        ),
        **(_approvable(pending) if pending else {}),
        **_common(article, approval, facts),
    )


def _common(article, review, facts):
    region = facts.pop("region", "") or settings.HELP_REGION
    on = facts.setdefault("evaluated_on", timezone.localdate())
    return {
        "site": settings.SITE_NAME,
        "category": article.category.name,
        "language": article.language,
        "region": region,
        "help_lines": help_lines.for_checks(region, on),
        "known_sensitive": sensitivity.is_known(article),
        "review": _review(article, review),
        **_dates(article),
        **facts,
    }


def _frozen_statements(statements):
    return quality.Statements(
        statements.get("funding") or None,
        statements.get("sponsored", False),
        statements.get("label", ""),
        statements.get("experience", ""),
    )


def _approvable(revision):
    return {"revision": str(revision.pk), "sha256": revision.digest()}


def _dates(article):
    moments = {
        "published_on": article.published_at,
        "updated_on": article.updated_at or article.published_at,
    }
    return {name: moment and timezone.localdate(moment) for name, moment in moments.items()}


def person(user) -> quality.Person:
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
        disclosure=bylines.disclosure(user),
    )


def _review(article, review):
    """The whole review that the text stands on: a small repair keeps the one before it."""
    if review is None:
        return None
    whole = review.basis if review.kind == ReviewKind.MINOR else review
    reviewed_on = timezone.localdate(whole.decided_at)
    return quality.Review(
        person=quality.Person(
            name=whole.name,
            key=str(whole.decided_by_id),
            credentials=whole.credential.get("name") or whole.credentials,
            disclosure=whole.disclosure_statement,
        ),
        role="clinician" if whole.credential else "",
        reviewed_on=reviewed_on,
        next_on=article.due_after(reviewed_on),
        revision=str(review.revision_id),
        sha256=review.sha256,
    )


def _alternative_texts(body):
    shown = [
        picture.src.removeprefix(markup.MEDIA_PREFIX) for picture in quality.parse(body).pictures
    ]
    images = Image.objects.filter(file__in=shown)
    return {f"{markup.MEDIA_PREFIX}{image.file.name}": image.alt for image in images}


def source(number, facts):
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
