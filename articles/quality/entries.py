"""What an editor writes in a list, a line an entry, read into what the rules look things up in.

Each kind of list says how its entries are written and reads one line at a time. What cannot be
read is named with its line; the rest of the list holds all the same.
"""

import re
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from .packs import lines_of, read_pack

MOST_ENTRIES, MOST_CHARACTERS, LONGEST_ENTRY, SHORTEST_BEGINNING = 1000, 60_000, 400, 3
TERMS, NAMES, ABBREVIATIONS = "terms", "names", "abbreviations"
HOSTS, MEDICINES, PLAIN_WORDS, PACK = "hosts", "medicines", "plain_words", "pack"
LONGEST_TERM, MOST_WORDS_OF_A_NAME = 100, 5
_ODD_SIGN = re.compile(r"[^\w\s'%.,/&+*-]|_")
_STAR_INSIDE = re.compile(r"\*[^\s-]")
_SHORT_BEGINNING = re.compile(rf"(?<![^\s-])[^\s*-]{{1,{SHORTEST_BEGINNING - 1}}}\*")
_HOST = re.compile(r"(?:[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?\.){1,5}[a-z][a-z0-9-]{1,62}")
_NAME = re.compile(r"[^\W_][\w'+.-]*(?: [^\W_][\w'+.-]*)*")
_ABBREVIATION = re.compile(r"[A-Z]{2,6}")


@dataclass(frozen=True, slots=True)
class Mistake:
    """What is wrong in which line, from 1 on, and what to do about it."""

    line: int
    message: str

    def __str__(self) -> str:
        return f"Line {self.line}: {self.message}"


@dataclass(frozen=True, slots=True)
class Entries:
    """`value` holds what could be read: a tuple, frozenset or dict of words, or a TopicPack."""

    value: Any
    mistakes: tuple[Mistake, ...] = ()


@dataclass(frozen=True, slots=True)
class Kind:
    """How the entries of such a list are written, and what one line and all of them become."""

    label: str
    how: str
    read_line: Callable[[str], list[tuple[str, str]]]
    gather: Callable[[dict[str, str]], Any]


def read(kind: str, text: str, name: str = "") -> Entries:
    """The entries of a list as written; `name` is that of a topic pack."""
    lines = lines_of(text[:MOST_CHARACTERS])
    too_long = _too_long(text, lines)
    lines = [(number, line[:LONGEST_ENTRY]) for number, line in lines[:MOST_ENTRIES]]
    if kind == PACK:
        value, found = read_pack(lines, name)
    else:
        value, found = _read_lines(KINDS[kind], lines)
    mistakes = [Mistake(number, message) for number, message in found]
    return Entries(value, tuple(sorted([*too_long, *mistakes], key=lambda each: each.line)))


def _too_long(text: str, lines: list[tuple[int, str]]) -> list[Mistake]:
    mistakes = [
        Mistake(number, f"longer than {LONGEST_ENTRY} characters. Write it shorter.")
        for number, line in lines
        if len(line) > LONGEST_ENTRY
    ]
    if len(text) > MOST_CHARACTERS:
        end = text.count("\n") + 1
        mistakes.append(Mistake(end, f"more than {MOST_CHARACTERS:,} characters in all. Shorten."))
    if len(lines) > MOST_ENTRIES:
        after = lines[MOST_ENTRIES][0]
        mistakes.append(Mistake(after, f"more than {MOST_ENTRIES:,} entries. Leave some out."))
    return mistakes


def _read_lines(kind: Kind, lines: list[tuple[int, str]]) -> tuple[Any, list[tuple[int, str]]]:
    found: dict[str, str] = {}
    first: dict[str, int] = {}
    mistakes: list[tuple[int, str]] = []
    for number, line in lines:
        try:
            entries = kind.read_line(line)
        except ValueError as problem:
            mistakes.append((number, str(problem)))
            continue
        for word, meaning in entries:
            if word in found:
                where = f"line {first[word]}" if first[word] != number else "the same line"
                mistakes.append((number, f"“{word}” is in {where} already. Take one out."))
            else:
                found[word], first[word] = meaning, number
    return kind.gather(found), mistakes


# — one line of each kind: the words it is found by, each with its meaning —


def _term(line: str) -> list[tuple[str, str]]:
    term = " ".join(line.replace("’", "'").lower().split())
    if odd := _ODD_SIGN.search(term):
        raise ValueError(f"“{odd[0]}” cannot be used. Write words, with “*” for any ending.")
    if _STAR_INSIDE.search(term):
        raise ValueError(f"“{line}”: “*” stands for any ending. Write it at the end of a word.")
    if not term[0].isalnum():
        raise ValueError(f"“{line}” must begin with a letter or digit.")
    if short := _SHORT_BEGINNING.search(term):
        wanted = f"at least {SHORTEST_BEGINNING} letters before “*”"
        raise ValueError(f"“{short[0]}” begins too many words. Write {wanted}.")
    if len(term) > LONGEST_TERM:
        raise ValueError(f"“{line[:40]}…” is longer than {LONGEST_TERM} characters. Shorten it.")
    return [(term, "")]


def _name(line: str) -> list[tuple[str, str]]:
    name = " ".join(line.replace("’", "'").lower().split())
    if not _NAME.fullmatch(name):
        raise ValueError(f"“{line[:60]}” is no name. Use letters, digits, hyphens and spaces.")
    if name.count(" ") >= MOST_WORDS_OF_A_NAME or len(name) > LONGEST_TERM:
        raise ValueError(
            f"“{line[:40]}…” is too long: a name has at most {MOST_WORDS_OF_A_NAME} words."
        )
    return [(name, "")]


def _abbreviation(line: str) -> list[tuple[str, str]]:
    if not _ABBREVIATION.fullmatch(line):
        raise ValueError(f"“{line[:40]}” is not 2 to 6 capital letters, such as MRI.")
    return [(line, "")]


def _host(line: str) -> list[tuple[str, str]]:
    host = line.lower().rstrip(".")
    if not _HOST.fullmatch(host):
        raise ValueError(
            f"“{line[:60]}” is no name of a site. Write it like nhs.uk: no “https://”, no path."
        )
    return [(host, "")]


def _medicine(line: str) -> list[tuple[str, str]]:
    first, _, rest = line.partition(":")
    [(generic, _)] = _name(first)
    others = [_name(other)[0][0] for other in rest.split(",") if other.strip()]
    return [(name, generic) for name in (generic, *others)]


def _plain_word(line: str) -> list[tuple[str, str]]:
    word, _, plain = (part.strip() for part in line.partition(":"))
    if not word or not plain:
        raise ValueError(f"“{line[:60]}” needs a plainer word after a colon: “utilise: use”.")
    if "*" in word:
        raise ValueError(f"“{word}”: write every form on a line of its own, without “*”.")
    return [(_term(word)[0][0], plain[:LONGEST_TERM])]


KINDS: dict[str, Kind] = {
    TERMS: Kind(
        "Words and phrases",
        "One word or phrase on each line, in any case. “*” at the end of a word stands for any "
        "ending: “overdos*” finds overdose and overdosing. A hyphen is found as a space too.",
        _term,
        tuple,
    ),
    NAMES: Kind("Names", "One name on each line, in any case.", _name, frozenset),
    ABBREVIATIONS: Kind(
        "Abbreviations",
        "One abbreviation on each line: 2 to 6 capital letters, such as MRI.",
        _abbreviation,
        frozenset,
    ),
    HOSTS: Kind(
        "Sites",
        "The name of one site on each line, such as nhs.uk. Names that end with it, such as "
        "www.nhs.uk, are trusted too.",
        _host,
        frozenset,
    ),
    MEDICINES: Kind(
        "Medicines",
        "One medicine on each line: its generic name, a colon, then brands and other names with "
        "commas between them: “ibuprofen: advil, nurofen”. A name alone is fine.",
        _medicine,
        dict,
    ),
    PLAIN_WORDS: Kind(
        "Plain words",
        "One word or phrase on each line, a colon, then what to write instead: “utilise: use”. "
        "Each form has a line of its own.",
        _plain_word,
        dict,
    ),
    PACK: Kind(
        "Topic pack",
        "The first line names the medicines by their generic names: “Medicines: warfarin”. Then "
        "write each thing that must be said: a name that ends with a colon, and below it one line "
        "for each way of saying it. “*” at the end of a word stands for any ending; “|” parts "
        "words of which any will do: “liver*|hepat*”. “toleran* (within 300 characters) overdos*” "
        "finds the second not far after the first; “(within 80 characters, same sentence)” finds "
        "it with no full stop between. Leave the list empty to switch the pack off.",
        _term,
        tuple,
    ),
}
