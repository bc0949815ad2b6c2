"""Words that print explains where a reader first meets them. Pure, and linear in the text."""

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from functools import lru_cache
from html import escape, unescape
from typing import NamedTuple

MOST_EXPLAINED = 20
# Not the name of a character reference: the texts that are searched are written as HTML.
_WORD = re.compile(r"(?<![&\w])(?<!\w[-'’])\w+")
_END = r"(?!\w|[-'’]\w)"
_APART = r"(?:\s|\u00a0|-|&nbsp;)+"
_APOSTROPHE = re.compile("['’]")


class Found(NamedTuple):
    """Where a text has the words of an entry."""

    start: int
    end: int
    key: int


class Lexicon:
    """The words that can be explained, by the keys of their entries.

    A spelling in small letters, or with a capital first, is found in any case; one with capitals
    further on, as abbreviations have, only as it stands.
    """

    def __init__(self, spellings: Mapping[int, Sequence[str]]) -> None:
        entries = [(words, key) for key, every in spellings.items() for words in every]
        self._by_word: dict[str, list[tuple[str, int]]] = defaultdict(list)
        for words, key in sorted(entries, key=lambda entry: (-len(entry[0]), entry[1])):
            if first := _WORD.search(words):
                self._by_word[first[0].casefold()].append((words, key))

    def find(self, text: str) -> Iterator[Found]:
        """Each place in a text of HTML where an entry's words stand: the longest that do."""
        at = 0
        while word := _WORD.search(text, at):
            at = word.end()
            for words, key in self._by_word.get(word[0].casefold(), ()):
                if whole := _pattern(words).match(text, word.start()):
                    at = whole.end()
                    yield Found(word.start(), at, key)
                    break


NO_WORDS = Lexicon({})
# As `explained` writes them.
_WAYS = re.compile(
    r'<sup class="citation"><a class="explain"[^>]*>\?</a>'
    r'<button class="explain"[^>]*></button></sup>'
)


def explained(words: str, number: int) -> str:
    """Words of HTML with the way to their explanation: a button where browsers know popovers, and
    a link to the list of words where they do not. The words themselves are in neither, so that
    nothing that leaves controls out of a page can leave them out of a sentence."""
    label = escape(f"Meaning of {unescape(words)}")
    return (
        f'<span class="term" id="term-{number}">{words}<sup class="citation">'
        f'<a class="explain" href="#word-{number}" aria-label="{label}">?</a>'
        f'<button class="explain" type="button" popovertarget="explain-{number}"'
        f' aria-label="{label}"></button></sup></span>'
    )


def without_explanations(html: str) -> str:
    """Print for places where no list of words stands below: the words stay, the ways to it go."""
    return _WAYS.sub("", html)


@lru_cache(maxsize=1_000)
def _pattern(words: str) -> re.Pattern[str]:
    parts = (re.escape(escape(part, quote=False)) for part in re.split(r"[\s-]+", words) if part)
    written = _APOSTROPHE.sub("['’]", _APART.join(parts))
    is_exact = any(map(str.isupper, words[1:]))
    return re.compile(written + _END, 0 if is_exact else re.IGNORECASE)
