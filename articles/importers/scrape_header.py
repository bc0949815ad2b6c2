"""What stands above the text of a scraped article: location, title, date line, teaser."""

import re
from dataclasses import dataclass, field
from datetime import date

from articles.importers.dates import leading_date
from articles.importers.item import one_line

PAGE_TYPES = frozenset(
    "content contents article articles detail details list lists index page pages post posts"
    " view home item items".split()
)
_HEADER_ROWS = 12
_DATE_ROWS = 8
_LINE_BREAKS = re.compile("[\x0b\x0c\x85\u2028\u2029]")
_LOCATION = re.compile(
    r"(?:(?:current |your )?(?:location|position)|you are here|breadcrumbs?)\s*[:\uff1a]\s*"
    r"|(?=home\s*[>›»→/])",
    re.IGNORECASE,
)
_STEP = re.compile(r"\s*(?:&gt;|[>›»→]|\s/\s)\s*")
_COUNT = r"(?P<views>[0-9]{1,3}(?:[,.’' \u00a0\u202f][0-9]{3})+|[0-9]+)\s*(?:views?|reads?|hits?)?"
_VIEWS = re.compile(_COUNT, re.IGNORECASE)
_NAME_AND_VIEWS = re.compile(r"(?:(?P<name>.*[^0-9,.\s])[\s|·•,–-]*)?" + _COUNT, re.IGNORECASE)
_BETWEEN = " \t\u00a0|·•,;–—-"


@dataclass(slots=True)
class Header:
    """What was read above the text, and the text's lines. `dropped` is in sentences."""

    is_scrape: bool = False
    title: str = ""
    category: str = ""
    published_on: date | None = None
    views: int | None = None
    body: list[str] = field(default_factory=list)
    dropped: list[str] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Row:
    """A line with words on it, and its number among all lines."""

    number: int
    text: str


@dataclass(frozen=True, slots=True)
class Stamp:
    """The line of date, category and view count. `unread` is what is none of these."""

    row: Row
    day: date | None
    written: str
    name: str = ""
    views: int | None = None
    unread: str = ""


def read_header(text: str) -> Header:
    """The header of a scraped text; `title` is empty when none was found."""
    lines = _LINE_BREAKS.sub("\n", text).split("\n")
    rows = [Row(n, one_line(line)) for n, line in enumerate(lines)]
    return _Reader([row for row in rows if row.text]).read(lines)


class _Reader:
    """Reads from the top down; `rows` is what is still to be read."""

    def __init__(self, rows: list[Row]) -> None:
        self.rows = rows
        self.header = Header()
        self.known: set[str] = set()  # names of the category, case folded
        self.stamp: Stamp | None = None

    def read(self, lines: list[str]) -> Header:
        self._location()
        above = self._date_line()
        self._title(above)
        if self.header.title:
            self._repeats(title_is_above=any(_same(row.text, self.header.title) for row in above))
        self.header.is_scrape = bool(self.header.is_scrape or self.stamp)
        self.header.body = lines[self.rows[0].number :] if self.rows else []
        return self.header

    def _location(self) -> None:
        for position, row in enumerate(self.rows[:_HEADER_ROWS]):
            if start := _is_location(row.text):
                for left_out in self.rows[:position]:
                    self._drop("the line", left_out.text)
                names = _category_names(row.text[start.end() :])
                self.header.category = " > ".join(names)
                self.known |= {name.casefold() for name in names}
                self.rows = self.rows[position + 1 :]
                self.header.is_scrape = True
                return

    def _date_line(self) -> list[Row]:
        """Reads the date line; answers the rows above it, which are then read."""
        for position, row in enumerate(self.rows[:_DATE_ROWS]):
            if stamp := _stamp(row, self.known):
                above, self.rows = self.rows[:position], self.rows[position + 1 :]
                self.stamp = stamp
                self._take(stamp, {one_line(row.text).casefold() for row in above})
                return above
        return []

    def _take(self, stamp: Stamp, above: set[str]) -> None:
        self.header.published_on = stamp.day
        self.header.views = stamp.views
        if stamp.day is None:
            self.header.dropped.append(
                f"The date “{stamp.written}” is no day or could be two: set it by hand."
            )
        name = stamp.name.casefold()
        if name and not self.header.category:
            self.header.category = stamp.name
            if name not in above:
                self.header.dropped.append(
                    f"Took the category “{stamp.name}” from the date line: look whether it is one."
                )
        elif name and name not in self.known | above:
            self._drop("the words", stamp.name, " of the date line: add the author by hand")
        if name:
            self.known.add(name)
        if stamp.unread:
            self._drop("the words", stamp.unread, " of the date line")

    def _title(self, above: list[Row]) -> None:
        self.header.title = _title_above(above, self.rows, self.known) or self._title_below()
        self._forget_title_in_category()
        for row in above:
            text = row.text.casefold()
            if text not in self.known and text not in self.header.title.casefold():
                self._drop("the line", row.text)

    def _title_below(self) -> str:
        rows = self.rows
        while rows and rows[0].text.casefold() in self.known and not _is_repeated(rows):
            rows = rows[1:]
        if not rows or not _may_be_title(rows[0]):
            return ""
        is_teaser = len(rows) > 1 and rows[0].text.startswith(rows[1].text + " ")
        return rows[1 if is_teaser else 0].text

    def _forget_title_in_category(self) -> None:
        """Some breadcrumbs end with the article's own title."""
        names = self.header.category.split(" > ")
        if len(names) > 1 and _same(names[-1], self.header.title):
            self.header.category = " > ".join(names[:-1])

    def _repeats(self, *, title_is_above: bool) -> None:
        """Skips the title told again, the teaser, and a date line told in pieces."""
        seen_title = title_is_above
        while self.rows:
            if count := _title_rows(self.rows, self.header.title):
                seen_title = True
                self.rows = self.rows[count:]
            elif self._is_furniture(self.rows[0], seen_title=seen_title):
                self.rows = self.rows[1:]
            elif self._is_teaser():
                self._drop("the teaser", self.rows[0].text)
                self.rows = self.rows[1:]
            else:
                return

    def _is_furniture(self, row: Row, *, seen_title: bool) -> bool:
        if row.text.casefold() in self.known:
            return not seen_title or bool(self.stamp and not self.stamp.name)
        count = _VIEWS.fullmatch(row.text)
        if count and self.stamp and self.header.views is None:
            self.header.views = _number(count["views"])
            return True
        return False

    def _is_teaser(self) -> bool:
        """Whether the next row is the beginning of what follows, cut off."""
        row, *following = self.rows[:12]
        cut = row.text.rstrip("… ").removesuffix("...").rstrip()
        has_ellipsis = cut != row.text
        title_follows = bool(_title_rows(following, self.header.title))
        while count := _title_rows(following, self.header.title):
            following = following[count:]
        text = " ".join(row.text for row in following)
        if cut.startswith(self.header.title):
            tail = cut[len(self.header.title) :].lstrip(" -–—:|")
            is_cut = has_ellipsis or not row.text.endswith((".", "!", "?"))
            return _begins(text, tail) or (title_follows and is_cut)
        if len(cut) >= 15 and self.header.title.startswith(cut):
            return title_follows or has_ellipsis
        is_close = self.stamp is not None and row.number == self.stamp.row.number + 1
        return _begins(text, cut) and (title_follows or has_ellipsis or is_close)

    def _drop(self, what: str, words: str, why: str = "") -> None:
        self.header.dropped.append(f"Left out {what} “{words[:120]}”{why}.")


def _is_location(text: str) -> re.Match | None:
    """A location line leads from home to somewhere; "Location: under the liver." does not."""
    start = _LOCATION.match(text)
    if start and len(text) < 300:
        leads = _STEP.search(text) or text[start.end() :].casefold().startswith("home")
        return start if leads else None
    return None


def _category_names(trail: str) -> list[str]:
    steps = _STEP.split(trail) if _STEP.search(trail) else trail.split("/")
    return [name for name in map(one_line, steps) if name and name.casefold() not in PAGE_TYPES]


def _stamp(row: Row, known: set[str]) -> Stamp | None:
    found = leading_date(row.text)
    if found is None or len(found.rest.split()) > 10 or found.rest.rstrip().endswith((".", ":")):
        return None
    rest = found.rest.strip(_BETWEEN)
    starts = [name for name in known if rest.casefold().startswith(name)]
    name = rest[: max(map(len, starts), default=0)]
    rest = rest[len(name) :].strip(_BETWEEN)
    count = (_VIEWS if name else _NAME_AND_VIEWS).fullmatch(rest)
    if count:
        name = name or count["name"] or ""
        return Stamp(row, found.day, found.written, name, _number(count["views"]))
    return Stamp(row, found.day, found.written, name, None, rest)


def _number(written: str) -> int:
    return int("".join(filter(str.isdigit, written))[:15])


def _title_above(above: list[Row], below: list[Row], known: set[str]) -> str:
    """The title among the rows above the date: the one told again below, else the last."""
    named = [row.text for row in above if row.text.casefold() not in known]
    joined = " ".join(named)
    again = " ".join(row.text for row in below[:4]).casefold()
    for text in (joined, *reversed(named)) if named else [row.text for row in above]:
        if text and again.startswith(text.casefold()):
            return text
    return named[-1] if named else ""


def _title_rows(rows: list[Row], title: str) -> int:
    """How many rows at the front are the title (a long one may be broken), else 0."""
    text = ""
    for count, row in enumerate(rows[:3], start=1):
        text = f"{text} {row.text}".strip()
        if _same(text, title):
            return count
    return 0


def _is_repeated(rows: list[Row]) -> bool:
    """A title may be the category's name: then it stands there twice."""
    return len(rows) > 1 and _same(rows[0].text, rows[1].text)


def _may_be_title(row: Row) -> bool:
    return len(row.text) <= 200 and not (row.text.endswith(".") and len(row.text.split()) > 10)


def _same(one: str, other: str) -> bool:
    return one_line(one).casefold() == one_line(other).casefold()


def _begins(text: str, start: str) -> bool:
    return bool(start) and len(text) > len(start) and text.startswith(start)
