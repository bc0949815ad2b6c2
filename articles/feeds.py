"""What the feeds hold: the newest public articles with their whole text, and the corrections."""

from dataclasses import replace
from datetime import datetime
from urllib.parse import urlsplit

from django.conf import settings
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.html import linebreaks
from django.utils.translation import gettext as _

from articles import corrections, heads, languages, lists, markup, pages, share_images
from articles.feed_formats import Entry, Feed, Label, Person, State, tag_uri
from articles.models import Article, Category, EditorialNotice, Event, Tag, TaggedArticle
from articles.models.page_parts import notices_of, tags_of
from articles.shelves import Link, Tree

MOST = 50


def latest(tree: Tree) -> Feed:
    rows = (
        Article.objects.published()
        .in_language(languages.current())
        .order_by("-published_at", "-id")
    )
    keys = rows.values_list("published_at", "id")[:MOST]
    name, tagline = settings.SITE_NAME, _(settings.SITE_TAGLINE)
    return _feed("latest", name, tagline, reverse("home"), _entries(keys, tree))


def of_category(category: Category, tree: Tree) -> Feed:
    keys = lists.on_shelves(tree.ids_below(category), None, MOST)
    told = category.in_words(languages.current())
    name = f"{settings.SITE_NAME}: {told['name'][0]}"
    page, description = category.get_absolute_url(), told["description"][0]
    return _feed("category", name, description, page, _entries(keys, tree), category.slug)


def of_tag(tag: Tag, tree: Tree) -> Feed | None:
    """None for a tag that no public article has."""
    pairs = TaggedArticle.objects.filter(tag=tag)
    keys = lists.of_pairs(pairs, "content_object", None, MOST)
    name = f"{settings.SITE_NAME}: {tag.name}"
    entries = _entries(keys, tree) if keys else None
    return _feed("tag", name, "", tag.get_absolute_url(), entries, tag.slug) if keys else None


def of_corrections(tree: Tree) -> Feed:
    """Notices and withdrawals, never an article's text."""
    rows, _more = corrections.listed("", None, tree, MOST)
    name = f"{settings.SITE_NAME}: {_('Corrections')}"
    entries = [_notice(row) for row in rows]
    return _feed("corrections", name, "", reverse("corrections"), entries)


def last_change(feed: Feed) -> datetime:
    """When the feed may have changed last: an entry did, one was withdrawn, or a day began.

    What comes into it in another way, a page that is shown again or gets a tag, waits for the day.
    """
    today = timezone.now().replace(hour=0, minute=0, second=0, microsecond=0)
    gone = Event.objects.standing_withdrawals().order_by("-happened_at", "-id")
    told = EditorialNotice.objects.order_by("-published_at", "-id")
    newest = (
        gone.values_list("happened_at", flat=True).first(),
        told.values_list("published_at", flat=True).first(),
    )
    return max(feed.changed, today, *filter(None, newest))


def article_id(article: Article) -> str:
    """The name of an article for ever: neither its address nor its words are in it."""
    return tag_uri(_host(), article.published_at, f"article/{article.pk}")


def _host():
    return settings.FEED_ID_HOST or urlsplit(settings.SITE_URL).hostname or ""


def _feed(kind, title, subtitle, page, entries, *parts):
    url = settings.SITE_URL
    name = "/".join((kind, *parts))
    place = kind if not parts else f"{kind}_feed"
    return Feed(
        id=f"{url}{reverse(f'{place}_atom', args=parts)}",
        title=title,
        subtitle=subtitle or f"{_(settings.SITE_TAGLINE)}: {name}",
        page=url + page,
        urls={form: url + reverse(f"{place}_{form}", args=parts) for form in ("atom", "json")},
        language=heads.site().language,
        author=Person(settings.SITE_NAME, f"{url}/"),
        entries=entries,
    )


def _entries(keys, tree):
    ids = [pk for _, pk in keys][:MOST]
    found = Article.objects.published().with_page().in_bulk(ids) if ids else {}
    return [_entry(found[pk], tree) for pk in ids if pk in found]


def _entry(article, tree):
    tags = tags_of(article)
    named = [Link(tag.name, tag.get_absolute_url()) for tag in tags]
    page = pages.page(article, tree=tree, tags=named, related=[], with_help=False)
    url = settings.SITE_URL + page.url
    return Entry(
        id=article_id(article),
        title=page.title,
        url=url,
        published=article.published_at,
        updated=article.updated_at or article.published_at,
        changed=_changed(article),
        summary=page.summary,
        content=_content(article, page, url),
        authors=[Person(p.name, settings.SITE_URL + p.url if p.url else "") for p in page.authors],
        labels=[_label(row) for row in (article.category, *tags)],
        state=_state(page),
        version=page.revision_number,
        rights=page.attribution.licence if page.attribution else "",
        source=page.attribution.url if page.attribution else "",
        image=share_images.picture(page.title, article.pk).url,
    )


def _changed(article):
    """The last moment of anything that an entry tells: words, signature, exception, notices, and
    that its source has moved on."""
    moments = [article.published_at, article.updated_at, article.behind_since]
    if article.live_review:
        moments.append(article.live_review.decided_at)
    if article.live_exemption:
        moments.append(article.live_exemption.granted_at)
    for notice in notices_of(article):
        moments += [notice.published_at, notice.lifted_at]
    return max(filter(None, moments))


def _label(row):
    """A category or a tag, by the address of its page: the last part is its own."""
    is_category = isinstance(row, Category)
    name = row.in_words(languages.current())["name"][0] if is_category else row.name
    kind = row.get_absolute_url().rstrip("/").rpartition("/")[0]
    return Label(row.slug, name, f"{settings.SITE_URL}{kind}/")


def _content(article, page, url):
    plain = markup.without_explanations(page.body)
    whole = markup.absolute(plain, site=settings.SITE_URL, page=url)
    shown = {
        "page": page,
        "url": url,
        "site_url": settings.SITE_URL,
        "body": markup.trusted(whole),
        "needs_help": article.is_sensitive or article.always_shows_help,
    }
    return render_to_string("articles/feed_entry.html", shown).strip()


def _state(page):
    behind = page.behind.since if page.behind and page.behind.is_clinical else None
    return replace(_signed_or_not(page), behind_since=behind)


def _signed_or_not(page):
    if page.unreviewed:
        kind = "urgent" if page.unreviewed.is_urgent else "unreviewed"
        told = page.unreviewed
        return State(kind, on=told.since, until=told.until, reason=told.reason)
    if page.review is None:
        return State("unreviewed")
    kind = "demonstration" if page.review.is_demonstration else "reviewed"
    by = ", ".join(filter(None, (page.review.name, page.review.credentials)))
    return State(kind, by=by, on=page.review.date, overdue_since=page.overdue_since)


def _notice(row):
    kind = "notice" if row.source == corrections.NOTICES else "withdrawal"
    told = [row.text]
    if row.lifted_on:
        told.append(f"{_('Lifted on')} {_day(row.lifted_on)}. {row.lifted_reason}")
    if row.withdrawn_on:
        on = _day(row.withdrawn_on)
        told.append(f"{_('This page was withdrawn on')} {on}. {row.withdrawn_reason}")
    return Entry(
        id=tag_uri(_host(), row.moment, f"{kind}/{row.pk}"),
        title=f"{row.label}: {row.title}",
        url=settings.SITE_URL + row.url,
        published=row.moment,
        updated=row.changed_at,
        changed=row.changed_at,
        content=linebreaks("\n\n".join(filter(None, told)), autoescape=True),
        labels=[Label(row.kind, row.label, settings.SITE_URL + reverse("corrections"))],
    )


def _day(day):
    return date_format(day, "DATE_FORMAT")
