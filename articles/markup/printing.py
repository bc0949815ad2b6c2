"""From manuscript HTML to print: anchors, numbered citations, pictures that say what they show."""

from collections import Counter
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from html import unescape

from .anchors import Anchors
from .claims import as_found, key_of
from .glossary import MOST_EXPLAINED, NO_WORDS, Lexicon, explained
from .pictures import Picture, credit, image
from .sanitise import clean
from .tokens import Token, tokens
from .words import plain_text

_HEADINGS = {"h2": 2, "h3": 3, "h4": 4}
# Where no word is explained, besides headings, links, citations and claims.
_UNEXPLAINED = frozenset({"th", "figcaption", "s", "sub", "sup"})
_WITHIN_A_MARK = frozenset({"span", "strong", "em", "u", "s", "sub", "sup"})


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading of the print: its level (2 to 4), its words and the id it carries."""

    level: int
    text: str
    anchor: str


@dataclass(frozen=True, slots=True)
class Frozen:
    """Print. Numbers are manuscript numbers, claims and words are keys, pictures are src values,
    each in order of appearance."""

    body_html: str
    headings: tuple[Heading, ...]
    cited: tuple[int, ...]
    claims: tuple[int, ...]
    words: tuple[int, ...]
    unknown_citations: tuple[int, ...]
    unknown_pictures: tuple[str, ...]


def freeze(
    html: str,
    *,
    numbers: Mapping[int, int],
    pictures: Mapping[str, Picture],
    claims: Collection[int] = (),
    lexicon: Lexicon = NO_WORDS,
) -> Frozen:
    """Print a manuscript.

    numbers maps a manuscript's source number to the number readers see; a citation of any other
    keeps its words only, and so does a claim whose key is not among `claims`. pictures maps each
    src to its facts; any other picture is left out. The words of the lexicon are explained where
    they first stand. Raises MarkupError as `clean` does.
    """
    press = _Press(numbers, pictures, claims, lexicon)
    for token in tokens(clean(html)):
        press.take(token)
    press.link_evidence()
    return Frozen(
        "".join(press.out),
        tuple(press.headings),
        tuple(press.cited),
        tuple(press.claims),
        tuple(press.words),
        tuple(press.unknown_citations),
        tuple(press.unknown_pictures),
    )


def cited_numbers(html: str) -> tuple[int, ...]:
    """The manuscript numbers cited in cleaned HTML, each once, in order of first appearance."""
    found: dict[int, None] = {}
    for token in tokens(html):
        if token.kind == "start" and token.text == "span":
            found.update(dict.fromkeys(_cited(token)))
    return tuple(found)


def _cited(span: Token) -> list[int]:
    return [int(number) for number in span.attributes.get("data-source", "").split()]


class _Press:
    def __init__(
        self,
        numbers: Mapping[int, int],
        pictures: Mapping[str, Picture],
        known_claims: Collection[int],
        lexicon: Lexicon,
    ) -> None:
        self.numbers, self.pictures, self.known_claims = numbers, pictures, known_claims
        self.lexicon = lexicon
        self.out: list[str] = []
        self.headings: list[Heading] = []
        self.cited: dict[int, None] = {}
        self.claims: dict[int, int] = {}  # each claim, and where in `out` it ends so far
        self.words: dict[int, None] = {}
        self.unknown_citations: dict[int, None] = {}
        self.unknown_pictures: dict[str, None] = {}
        self._anchors = Anchors()
        self._heading_at = 0
        self._in_heading = False
        self._credits: list[str] = []
        self._marks: list[tuple[int, ...] | int] = []  # open citations, and keys of open claims
        self._in_link = False
        self._ended_in_link: list[int] = []
        self._after_link: list[tuple[int, ...]] = []
        self._unexplained = 0  # open elements in which no word is explained
        self._times_cited: Counter[int] = Counter()
        self._last: tuple[tuple[int, ...], int] = ((), 0)  # a citation just printed, and where
        self._tables_open = self._tables = 0

    def take(self, token: Token) -> None:
        kind, name, _ = token
        if kind == "text" or name not in _WITHIN_A_MARK:
            self._last = ((), 0)
        if name in _UNEXPLAINED and kind != "text":
            self._unexplained += 1 if kind == "start" else -1
        if kind == "text":
            self.out.append(self._text(name))
        elif name in _HEADINGS:
            self._heading(token)
        elif name == "span":
            self._mark(token)
        elif name == "img":
            self._picture(token)
        elif name == "table":
            self._table(token)
        elif name == "a":
            self._link(token)
        else:
            self.out.append(as_found(token))

    def _text(self, raw: str) -> str:
        """The words, each entry of the lexicon explained where it first stands by itself."""
        if self._in_heading or self._in_link or self._marks or self._unexplained:
            return raw
        pieces, done = [], 0
        for start, end, key in self.lexicon.find(raw):
            if key not in self.words and len(self.words) < MOST_EXPLAINED:
                self.words[key] = None
                pieces += [raw[done:start], explained(raw[start:end], len(self.words))]
                done = end
        return "".join([*pieces, raw[done:]])

    def _heading(self, token: Token) -> None:
        self._in_heading = token.kind == "start"
        if self._in_heading:
            self._heading_at = len(self.out)
            self.out.append("")
        else:
            self._finish_heading(token.text)

    def _finish_heading(self, name: str) -> None:
        words = " ".join(plain_text("".join(self.out[self._heading_at :])).split())
        if words:
            anchor = self._anchors.of(words)
            self.headings.append(Heading(_HEADINGS[name], words, anchor))
            self.out[self._heading_at] = f'<{name} id="{anchor}">'
            self.out.append(f"</{name}>")
        self._print_credits()

    def _mark(self, token: Token) -> None:
        if token.kind == "start" and (key := key_of(token)):
            self._marks.append(key)
            self._start_claim(key)
        elif token.kind == "start":
            self._start_citation(tuple(_cited(token)))
        elif self._marks:
            mark = self._marks.pop()
            if isinstance(mark, int):
                self._finish_claim(mark)
            else:
                self._finish_citation(mark)

    def _start_claim(self, key: int) -> None:
        if key in self.known_claims:
            anchor = "" if key in self.claims else f' id="claim-{key}"'
            self.claims.setdefault(key, 0)
            self.out.append(f'<span class="claim"{anchor}>')

    def _finish_claim(self, key: int) -> None:
        if key in self.known_claims:
            self.claims[key] = len(self.out)
            self.out.append("</span>")
            if self._in_link:
                self._ended_in_link.append(key)

    def link_evidence(self) -> None:
        """After the last piece of each claim, a link to what is said of its evidence."""
        for place, (key, end) in enumerate(self.claims.items(), start=1):
            self.out[end] += (
                f'<sup class="citation"><a class="evidence" href="#evidence-{key}"'
                f' aria-label="Evidence for claim {place}">Evidence</a></sup>'
            )

    def _start_citation(self, mark: tuple[int, ...]) -> None:
        self._marks.append(mark)
        printed, where = self._last
        if mark == printed:  # one mark that formatting split in two: number its end only
            self.out[where] = ""

    def _finish_citation(self, mark: tuple[int, ...]) -> None:
        if self._in_link:
            self._after_link.append(mark)
        else:
            self._last = (mark, len(self.out))
            self.out.append(self._printed(mark))

    def _printed(self, mark: tuple[int, ...]) -> str:
        known = [number for number in mark if number in self.numbers]
        self.cited.update(dict.fromkeys(known))
        self.unknown_citations.update(dict.fromkeys(n for n in mark if n not in self.numbers))
        shown = sorted({self.numbers[number] for number in known})
        self._times_cited.update(shown)
        links = "".join(
            f'<a id="cite-{n}-{self._times_cited[n]}" href="#source-{n}"'
            f' aria-label="Source {n}">[{n}]</a>'
            for n in shown
        )
        return f'<sup class="citation">{links}</sup>' if links else ""

    def _picture(self, token: Token) -> None:
        src = unescape(token.attributes.get("src", ""))
        picture = self.pictures.get(src)
        if picture:
            self.out.append(image(src, picture))
            self._credits.append(credit(picture))
            self._print_credits()
        else:
            self.unknown_pictures[src] = None

    def _print_credits(self) -> None:
        """Under the picture; a link or a heading that holds one ends first."""
        if not (self._in_link or self._in_heading):
            self.out.extend(self._credits)
            self._credits.clear()

    def _table(self, token: Token) -> None:
        if token.kind == "start":
            self._tables_open += 1
            self.out.append(self._before_table() if self._tables_open == 1 else "")
            self.out.append("<table>")
        else:
            self._tables_open -= 1
            self.out.append("</table>")
            self.out.append("" if self._tables_open else "</div>")

    def _before_table(self) -> str:
        self._tables += 1
        name = "Table" if self._tables == 1 else f"Table {self._tables}"
        return f'<div class="table-scroll" tabindex="0" role="region" aria-label="{name}">'

    def _link(self, token: Token) -> None:
        """A citation inside a link is printed after it: a link cannot hold another."""
        self._in_link = token.kind == "start"
        self.out.append(as_found(token))
        if not self._in_link:
            self.claims.update(dict.fromkeys(self._ended_in_link, len(self.out) - 1))
            self._ended_in_link.clear()
            self.out.extend(self._printed(mark) for mark in self._after_link)
            self._after_link.clear()
            self._print_credits()
