"""Plain lines as HTML: which are headings, which are lists, which are paragraphs.

Scraped text keeps no mark-up, so the shape of the lines is all there is. The words are never
changed; only list signs ("•", "-", "1.") turn into list items.
"""

import html
import re
from collections.abc import Iterator
from itertools import groupby

HEADING_CHARACTERS = 90
HEADING_WORDS = 14
_BULLET = re.compile(r"[•·‣▪◦●○*–-]\s+(?=\S)")
_NUMBER = re.compile(r"([0-9]{1,2})[.)]\s+(?=\S)")
_SENTENCE_END = ".!;:,…"
_CLOSING = "”’\"')]»"

Row = tuple[str, str]  # (kind, text); kinds: bullet, number, short, paragraph


def body_html(lines: list[str]) -> tuple[str, tuple[str, ...]]:
    """HTML (h2, p, ul, ol) of plain lines, and remarks about what an editor should look at."""
    rows = [(_kind(text), text) for text in _rows(lines)]
    runs = [(kind, [text for _, text in run]) for kind, run in groupby(rows, key=lambda r: r[0])]
    parts: list[str] = []
    notes: list[str] = []
    for position, (kind, texts) in enumerate(runs):
        before = runs[position - 1][1][-1] if position else ""
        parts += _run(kind, texts, before, is_last=position == len(runs) - 1, notes=notes)
    return "\n".join(parts), tuple(notes)


def looks_like_heading(text: str) -> bool:
    """Short, beginning like a name, with no final punctuation but "?"."""
    if len(text) > HEADING_CHARACTERS or len(text.split()) > HEADING_WORDS:
        return False
    ending = text.rstrip(_CLOSING)[-1:]
    return bool(ending) and ending not in _SENTENCE_END and _begins_like_a_name(text)


def _begins_like_a_name(text: str) -> bool:
    first = text.split()[0]
    return first != first.lower() or not any(char.islower() for char in first)


def _rows(lines: list[str]) -> Iterator[str]:
    for filled, block in groupby(lines, key=lambda line: bool(line.strip())):
        if filled:
            texts = [line.strip() for line in block]
            yield from [" ".join(texts)] if _is_wrapped(texts) else texts


def _is_wrapped(texts: list[str]) -> bool:
    """One paragraph broken at a line width, rather than several lines of their own."""
    if len(texts) < 2 or any(_BULLET.match(t) or _NUMBER.match(t) for t in texts):
        return False
    *full, last = texts
    widest = max(map(len, full))
    one_width = all(40 <= len(line) <= 120 for line in full) and len(last) <= widest + 15
    return one_width and any(line[-1] not in ".!?:" for line in full)


def _kind(text: str) -> str:
    if _BULLET.match(text):
        return "bullet"
    if _NUMBER.match(text):
        return "number"
    return "short" if looks_like_heading(text) else "paragraph"


def _run(kind: str, texts: list[str], before: str, *, is_last: bool, notes: list[str]) -> list[str]:
    if kind == "bullet":
        return [_list("ul", [_BULLET.sub("", text, count=1) for text in texts])]
    if kind == "number":
        return _numbers(texts, is_last=is_last)
    if kind == "short":
        return _short(texts, before, is_last=is_last, notes=notes)
    return [_tag("p", text) for text in texts]


def _numbers(texts: list[str], *, is_last: bool) -> list[str]:
    """Numbers that count on are a list; one alone before a paragraph is a numbered heading."""
    found = [int(_NUMBER.match(text)[1]) for text in texts]  # type: ignore[index]
    if len(texts) > 1 and found == list(range(found[0], found[0] + len(found))):
        items = [_NUMBER.sub("", text, count=1) for text in texts]
        return [_list("ol" if found[0] == 1 else f'ol start="{found[0]}"', items)]
    alone = len(texts) == 1 and not is_last and looks_like_heading(texts[0])
    return [_tag("h2" if alone else "p", text) for text in texts]


def _short(texts: list[str], before: str, *, is_last: bool, notes: list[str]) -> list[str]:
    """One or two short lines before a paragraph are headings; more of them were once a list."""
    announced = before.endswith(":") and len(texts) > 1
    if not announced and len(texts) < 3:
        return [_tag("p" if is_last else "h2", text) for text in texts]
    notes.append(f"Read the short lines from “{texts[0]}” on as a list. Look whether they are one.")
    if is_last or len(texts) == 2:
        return [_list("ul", texts)]
    return [_list("ul", texts[:-1]), _tag("h2", texts[-1])]


def _list(tag: str, texts: list[str]) -> str:
    return f"<{tag}>" + "".join(_tag("li", text) for text in texts) + f"</{tag.split()[0]}>"


def _tag(tag: str, text: str) -> str:
    return f"<{tag}>{html.escape(text, quote=False)}</{tag}>"
