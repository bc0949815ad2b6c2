"""An article as the rules see it: values only, with every sentence and its place known."""

import re
from bisect import bisect_right
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property
from itertools import accumulate

from articles import spanish_reading
from articles.readability import Passage, Readability, measure, syllables, words

from .facts import Place
from .terms import folded
from .vocabulary import CrisisLine

ARTICLE, TREATMENT, PERSONAL_EXPERIENCE = "article", "treatment", "personal experience"
BODY_KINDS = frozenset({"paragraph", "item"})
_SYLLABLES = {"es": spanish_reading.syllables}
_NONE: Mapping[str, str] = {}


@dataclass(frozen=True, slots=True)
class Person:
    """An author or reviewer. `key` tells people apart; `disclosure` is empty when not given."""

    name: str
    key: str = ""
    credentials: str = ""
    affiliation: str = ""
    profile: str = ""
    disclosure: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Review:
    """An approval: who, in which role, of which revision with which hash, and for how long.

    `signed_text` is given where an editor has marked what changed since as minor.
    """

    person: Person
    role: str = ""
    reviewed_on: date | None = None
    next_on: date | None = None
    revision: str = ""
    sha256: str = ""
    signed_text: str | None = None


@dataclass(frozen=True, slots=True)
class Statements:
    """`funding` is None until somebody answers; `label` is what readers see of a sponsor."""

    funding: str | None = None
    sponsored: bool = False
    label: str = ""
    experience: str = ""


@dataclass(frozen=True, slots=True)
class Source:
    number: int
    kind: str = "web"
    title: str = ""
    year: int | None = None
    identifiers: Mapping[str, str] = field(default_factory=lambda: _NONE)
    links: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Sentence:
    """`text` has no citation markers; `plain` is it as terms.folded makes it, for matching;
    `unquoted` is that with what stands between quotation marks left out."""

    text: str
    plain: str
    unquoted: str
    cites: tuple[int, ...]
    place: Place

    @property
    def is_question(self) -> bool:
        return self.plain.rstrip("\"”’')»").endswith("?")


@dataclass(frozen=True, slots=True)
class Block:
    """A heading, paragraph, item, cell or caption. `level` is a heading's; `lead` is, for an
    item, the number of the block that introduces its list."""

    kind: str
    number: int
    section: str
    text: str
    sentences: tuple[Sentence, ...] = ()
    cites: tuple[int, ...] = ()
    level: int = 0
    lead: int = 0


@dataclass(frozen=True, slots=True)
class ListOf:
    items: int
    has_sublist: bool
    place: Place


@dataclass(frozen=True, slots=True)
class Picture:
    """`alt` is None where nobody has said anything; "" marks a decorative picture."""

    src: str
    alt: str | None
    place: Place


@dataclass(frozen=True, slots=True)
class Body:
    """What one pass over the HTML found."""

    blocks: tuple[Block, ...] = ()
    lists: tuple[ListOf, ...] = ()
    pictures: tuple[Picture, ...] = ()
    links: tuple[str, ...] = ()
    tables: int = 0


@dataclass(frozen=True, kw_only=True)
class Document:
    """All that a rule may ask about. `editors` holds the keys of those who last wrote in it;
    `known_sensitive` is for what its words do not tell, such as the topic of its source;
    `help_lines` are the crisis lines the page itself shows; people's keys are compared."""

    title: str
    body: Body
    evaluated_on: date
    summary: str = ""
    key_facts: tuple[Block, ...] = ()
    category: str = ""
    site: str = "HealthHub"
    content_type: str = ARTICLE
    language: str = "en"
    region: str = "US"
    authors: tuple[Person, ...] = ()
    editors: tuple[str, ...] = ()
    review: Review | None = None
    revision: str = ""
    sha256: str = ""
    published_on: date | None = None
    updated_on: date | None = None
    statements: Statements = Statements()
    sources: tuple[Source, ...] = ()
    help_lines: tuple[CrisisLine, ...] = ()
    known_sensitive: bool = False

    @property
    def is_english(self) -> bool:
        return self.plain_language == "en"

    @property
    def plain_language(self) -> str:
        """Without its country: “en” of “en-GB”."""
        return self.language.partition("-")[0]

    @cached_property
    def plain_title(self) -> str:
        """The title for matching, as sentences have it in `plain`."""
        return " ".join(folded(self.title).split())

    @cached_property
    def headings(self) -> tuple[Block, ...]:
        return tuple(block for block in self.body.blocks if block.kind == "heading")

    @cached_property
    def passages(self) -> tuple[Block, ...]:
        """The body text: paragraphs and list items."""
        return tuple(block for block in self.body.blocks if block.kind in BODY_KINDS)

    @cached_property
    def sentences(self) -> tuple[Sentence, ...]:
        """Every sentence but the headings: key facts, those in tables and under pictures too."""
        blocks = (*self.key_facts, *self.body.blocks)
        return tuple(s for block in blocks for s in block.sentences)

    @cached_property
    def told(self) -> str:
        """Everything told in sentences, tables included, for matching: a line a sentence."""
        return "\n".join(sentence.plain for sentence in self.sentences)

    def sentences_with(self, found: re.Pattern[str]) -> Iterator[Sentence]:
        """The sentences that hold what is looked for, each once. Searches all of them at a time,
        which is many times faster than asking each; the pattern must not span lines."""
        last = -1
        for match in found.finditer(self.told):
            place = bisect_right(self._starts, match.start()) - 1
            if place != last:
                yield self.sentences[place]
            last = place

    @cached_property
    def _starts(self) -> tuple[int, ...]:
        return tuple(accumulate((len(s.plain) + 1 for s in self.sentences), initial=0))

    @cached_property
    def text(self) -> str:
        """Key facts and body text without headings and markers, for matching: a line a block."""
        blocks = (*self.key_facts, *self.passages)
        return "\n".join(" ".join(s.plain for s in block.sentences) for block in blocks)

    @cached_property
    def wording(self) -> str:
        """All words that readers see: title, summary, key facts and the whole body."""
        blocks = (*self.key_facts, *self.body.blocks)
        return "\n".join([self.title, self.summary, *(block.text for block in blocks)])

    @cached_property
    def word_count(self) -> int:
        return sum(
            len(words(sentence.text)) for block in self.passages for sentence in block.sentences
        )

    @cached_property
    def cited(self) -> tuple[int, ...]:
        """The numbers of the sources cited anywhere, each once, in their order."""
        return tuple(dict.fromkeys(n for block in self.body.blocks for n in block.cites))

    @cached_property
    def readability(self) -> Readability:
        return measure(self._for_reading(), _SYLLABLES.get(self.plain_language, syllables))

    def _for_reading(self) -> Iterator[Passage]:
        for block in self.passages:
            texts = tuple(sentence.text for sentence in block.sentences)
            yield Passage(block.number, block.section, block.kind == "paragraph", texts)
