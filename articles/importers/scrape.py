"""Articles scraped as plain text from a health site.

The shape, from top to bottom; all but the title and the text may be missing:

    site name
    Location:HOME > Health > content          the category's path, then the type of the page
    Health                                    the category again
    The title
    March 26, 2025Health2634                  date, category and view count, run together
    The title and the first wor               a teaser, cut off
    The title
    Introduction, then headings (short lines without final punctuation) and paragraphs.
"""

from collections.abc import Iterator
from pathlib import Path

from articles.importers.item import Item, Problem, checked, identity
from articles.importers.paragraphs import body_html
from articles.importers.scrape_header import read_header
from articles.importers.text_file import Unreadable, read_text

SOURCE = "scrape"


def read(path: Path) -> Iterator[Item | Problem]:
    """The one article of a scraped text file, or the problem that keeps it out."""
    try:
        text, notes = read_text(path)
    except Unreadable as error:
        yield Problem(str(path), str(error))
    else:
        yield parse(text, where=str(path), notes=notes)


def parse(text: str, *, where: str, notes: tuple[str, ...] = ()) -> Item | Problem:
    """The article in a scraped text, its words unchanged, its page furniture left out."""
    header = read_header(text)
    if not header.is_scrape:
        return Problem(
            where,
            "It has neither a location line (“Location:HOME > Health”) nor a date line, so it is "
            "not a scraped article. Import it as Markdown or HTML, or add a location line.",
        )
    if not header.title:
        return Problem(
            where,
            "No title was found between the location line and the text. "
            "Put the title on a line of its own above the text.",
        )
    body, remarks = body_html(header.body)
    return checked(
        Item(
            source=SOURCE,
            guid=identity(header.category, header.title),
            where=where,
            title=header.title,
            body_html=body,
            category=header.category,
            original_published_on=header.published_on,
            baseline_views=header.views,
            dropped=(*notes, *header.dropped, *remarks),
        )
    )
