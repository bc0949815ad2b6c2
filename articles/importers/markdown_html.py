"""The few HTML tags that Markdown has no sign for: `<sub>`, `<sup>`, `<u>`, `<br>`, and emphasis
inside a word. Everything else in angle brackets stays text."""

import re

from markdown_it import MarkdownIt
from markdown_it.rules_inline import StateInline

_TAG = re.compile(r"<(/?)(sub|sup|u|s|strong|em)>|<br ?/?>")


def few_tags(markdown: MarkdownIt) -> None:
    """A plugin. What is left open or closed twice is put right where all HTML is cleaned."""
    markdown.inline.ruler.before("autolink", "few_tags", _tag)


def _tag(state: StateInline, silent: bool) -> bool:
    match = _TAG.match(state.src, state.pos)
    if not match:
        return False
    if not silent:
        if match[2]:
            opens = not match[1]
            state.push(f"tag_{'open' if opens else 'close'}", match[2], 1 if opens else -1)
        else:
            state.push("hardbreak", "br", 0)
    state.pos = match.end()
    return True
