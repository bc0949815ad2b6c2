"""Web pages and fragments of HTML: the article in the page, without the page around it."""

from collections.abc import Iterator
from datetime import date
from pathlib import Path

from bs4 import BeautifulSoup, Tag

from articles.importers.dates import leading_date
from articles.importers.html_body import Shaper
from articles.importers.html_guard import safe_source
from articles.importers.html_text import decode_page
from articles.importers.item import Item, Problem, checked, identity, one_line
from articles.importers.text_file import Unreadable, read_bytes

SOURCE = "html"


def read(path: Path) -> Iterator[Item | Problem]:
    """The one article of an HTML file, or the problem that keeps it out."""
    try:
        text, notes = decode_page(read_bytes(path))
        yield parse(text, where=str(path), notes=notes)
    except (Unreadable, ValueError) as error:
        yield Problem(str(path), str(error))


def parse(text: str, *, where: str, notes: tuple[str, ...] = ()) -> Item | Problem:
    """The article in a page. Raises ValueError for a page that is too large or too deep."""
    soup = BeautifulSoup(safe_source(text), "html.parser")
    title = _title(soup)
    url = _url(soup)
    body = _article(soup)
    published_on = _published_on(soup, body)
    shaper = Shaper(title=title, base=url)
    html = shaper.shaped(body)
    category = _meta(soup, "article:section")
    return checked(
        Item(
            source=SOURCE,
            guid=url or identity(category, title),
            where=where,
            title=title,
            body_html=html,
            summary=_meta(soup, "description", "og:description"),
            category=category,
            tags=tuple(_metas(soup, "article:tag")),
            original_published_on=published_on,
            source_name=_meta(soup, "og:site_name"),
            source_url=url,
            dropped=(*notes, *shaper.notes),
        )
    )


def _metas(soup: BeautifulSoup, *names: str) -> Iterator[str]:
    for name in names:
        for meta in soup.find_all("meta"):
            keys = (_attribute(meta, key).lower() for key in ("property", "name", "itemprop"))
            if name in keys and (content := _attribute(meta, "content")):
                yield content


def _meta(soup: BeautifulSoup, *names: str) -> str:
    return next(_metas(soup, *names), "")


def _attribute(tag: Tag, name: str) -> str:
    return one_line(" ".join(value or "" for value in tag.get_attribute_list(name)))


def _title(soup: BeautifulSoup) -> str:
    if title := _meta(soup, "og:title"):
        return title
    for name in ("h1", "title"):
        if (tag := soup.find(name)) and (words := one_line(tag.get_text(" ", strip=True))):
            return words
    return ""


def _url(soup: BeautifulSoup) -> str:
    for link in soup.find_all("link", href=True):
        href = _attribute(link, "href")
        if "canonical" in _attribute(link, "rel").lower().split() and _is_web(href):
            return href
    url = _meta(soup, "og:url")
    return url if _is_web(url) else ""


def _is_web(url: str) -> bool:
    return url.startswith(("http://", "https://"))


def _article(soup: BeautifulSoup) -> Tag:
    """The part of the page that is the article; several <article>s are a list of teasers."""
    main = soup.find("main") or soup
    articles = [tag for tag in main.find_all("article") if not tag.find_parent("article")]
    return articles[0] if len(articles) == 1 else main


def _published_on(soup: BeautifulSoup, body: Tag) -> date | None:
    times = [_attribute(tag, "datetime") for tag in body.find_all("time", datetime=True)]
    written = (*_metas(soup, "article:published_time", "datepublished"), *times[:1])
    found = (leading_date(text) for text in written)
    return next((day.day for day in found if day and day.day), None)
