"""The Markdown edition of each public page: the same words, for programs and plain readers."""

from django.conf import settings
from django.http import HttpResponse, HttpResponsePermanentRedirect
from django.urls import reverse
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from articles import heads, languages, markdown_edition, pages
from articles.doors import public
from articles.feeds import article_id
from articles.markdown_edition import Facts, Headings
from articles.models import Article
from articles.models.page_parts import tags_of
from articles.shelves import Link, tree_of
from articles.views import moved_article

MARKDOWN = "text/markdown; charset=utf-8"


@public
def article_markdown(request, category_slug, slug):
    found = Article.objects.with_page().filter(slug=slug, live__isnull=False).first()
    if found is None or found.category.slug != category_slug:
        moved = moved_article(request, category_slug, slug)
        return HttpResponsePermanentRedirect(heads.markdown_address(moved))
    if found.language != languages.current():
        return HttpResponsePermanentRedirect(heads.markdown_address(found))
    if found.is_withdrawn:
        gone = _("This page was withdrawn. Please do not rely on a copy that you may have kept.")
        return HttpResponse(f"{gone}\n", content_type=MARKDOWN, status=410)
    tags = [Link(tag.name, tag.get_absolute_url()) for tag in tags_of(found)]
    page = pages.page(found, tree=tree_of(request), tags=tags, related=[])
    response = HttpResponse(markdown_edition.edition(_facts(found, page)), content_type=MARKDOWN)
    response["Link"] = f'<{settings.SITE_URL}{page.url}>; rel="canonical"'
    return response


def _facts(article, page):
    return Facts(
        title=page.title,
        summary=page.summary,
        body_html=page.body,
        site=settings.SITE_URL,
        page=settings.SITE_URL + page.url,
        front=_front(article, page),
        told=[*_state(page), *_notices(page)],
        help=_help(page.help),
        key_facts=page.key_facts,
        words=[(word.term, word.explanation) for word in page.glossary],
        evidence=[(claim.text, _evidence(claim)) for claim in page.claims],
        sources=[
            (source.number, source.citation, [(link.name, link.url) for link in source.links])
            for source in page.sources
        ],
        headings=_headings(),
        ends_with=[
            page.attribution.text if page.attribution else "",
            _(
                "This page gives general information. It does not replace a doctor, who can look "
                "at your own situation. Do not start, stop or change a treatment because of what "
                "you read here without asking one."
            ),
        ],
    )


def _headings():
    return Headings(
        help=_("Get help now"),
        key_facts=_("Key facts"),
        evidence=_("What the evidence says"),
        words=_("Words explained"),
        sources=_("Sources"),
    )


def _front(article, page):
    moments = heads.moments_of(article)
    return {
        "title": page.title,
        "canonical": settings.SITE_URL + page.url,
        "id": article_id(article),
        "category": " > ".join(crumb.name for crumb in page.crumbs[1:-1]),
        "slug": article.slug,
        "summary": page.summary,
        "language": page.language,
        "authors": [_person(author) for author in page.authors],
        "review": _review(page),
        "behind_since": page.behind.since if _is_behind(page) else "",
        "published": moments.published,
        "modified": moments.modified,
        "version": page.revision_number,
        "sha256": page.sha256,
        "tags": [tag.name for tag in page.tags],
        "synonyms": page.also_known_as,
        "key_facts": page.key_facts,
        "original_date": page.original_published_on,
        "source": page.attribution.source_name if page.attribution else "",
        "url": page.attribution.url if page.attribution else "",
        "licence": page.attribution.licence if page.attribution else "",
        "attribution": page.attribution.text if page.attribution else "",
        "references": [_reference(source) for source in page.sources],
    }


def _person(person):
    url = settings.SITE_URL + person.url if person.url else ""
    facts = {"name": person.name, "credentials": person.credentials, "url": url}
    return {name: value for name, value in facts.items() if value}


def _review(page):
    """Who signed this very text, or that nobody did."""
    if page.unreviewed:
        state = "urgent, not reviewed" if page.unreviewed.is_urgent else "not reviewed"
        return {"state": state, "since": page.unreviewed.since, "reason": page.unreviewed.reason}
    if page.review is None:
        return {"state": "not reviewed"}
    if page.review.is_demonstration:
        return {"state": "demonstration, not a clinical review"}
    next_on = {"next": page.review.next_on} if page.review.next_on else {}
    return {"state": "reviewed", **_person(page.review), "date": page.review.date, **next_on}


def _reference(source):
    """As the importer reads it; print keeps a citation whole, so it stands in the title."""
    fields = {"DOI": "doi", "PubMed": "pmid", "PMC": "pmcid"}
    known = {"number": source.number, "title": source.citation}
    for link in source.links:
        if link.name in fields:
            known[fields[link.name]] = link.url.rstrip("/").rpartition("/")[2]
        else:
            known["url"] = link.url
    if "doi" in known:
        known["doi"] = next(link.url for link in source.links if link.name == "DOI")
    return known


def _state(page):
    if page.unreviewed:
        yield _("This article has not been medically reviewed"), _why(page.unreviewed)
    elif page.review and page.review.is_demonstration:
        yield _("Demonstration review — not a clinical review"), ""
    if _is_behind(page):
        yield _("This translation is behind its source"), _what_changed(page.behind)
    if page.overdue_since:
        due = _("This page was due to be reviewed on %(day)s. It may be out of date.")
        yield _("Review overdue"), due % {"day": _day(page.overdue_since)}
    if page.disclosures.sponsor:
        yield _("Sponsored"), page.disclosures.sponsor
    if page.disclosures.is_experience:
        told = _("One person tells what happened to them. It may be different for you.")
        yield _("A personal experience"), f"{told}\n{page.disclosures.experience}"


def _is_behind(page):
    """Whether readers are told so: small repairs of the source are not for them."""
    return page.behind is not None and page.behind.is_clinical


def _what_changed(behind):
    on = {"on": _day(behind.since)}
    if behind.source is None:
        return (
            _(
                "The page that it was translated from was withdrawn on %(on)s. Please do not rely "
                "on this page before it is checked again."
            )
            % on
        )
    changed = _(
        "The page that it was translated from changed on %(on)s, in a way that may matter for "
        "your health. The change is not taken over here yet."
    )
    where = _("What holds now stands on the source:")
    source = f"{behind.source.title} ({behind.source.name}), {settings.SITE_URL}{behind.source.url}"
    return f"{changed % on}\n{where} {source}"


def _why(unreviewed):
    told = []
    if unreviewed.is_urgent:
        until = f"{_day(unreviewed.until)}, {unreviewed.until:%H:%M} UTC"
        told.append(
            _(
                "It was published urgently. Unless a clinician signs it by %(until)s, the text "
                "before it comes back."
            )
            % {"until": until}
        )
    told.append(f"{_('Published without a review on')} {_day(unreviewed.since)}.")
    if unreviewed.reason:
        told.append(f"{_('Reason given:')} {unreviewed.reason}")
    return "\n".join(told)


def _notices(page):
    return [(f"{notice.label}, {_day(notice.on)}", notice.text) for notice in page.notices]


def _help(panel):
    """What the page shows of help lines for the site's own country, and where the others are."""
    if panel is None:
        return []
    lines = [(contact.words, contact.href) for contact in panel.country.emergency]
    for service in panel.country.services:
        lines += [(f"{service.name}: {way.words}", way.href) for way in service.contacts]
    return [*lines, (_("All help lines on one page"), settings.SITE_URL + reverse("help"))]


def _evidence(claim):
    sources = ", ".join(f"[{source.number}]" for source in claim.sources)
    return " ".join(filter(None, (f"{claim.strength}.", claim.note, sources)))


def _day(day):
    return date_format(day, "DATE_FORMAT")
