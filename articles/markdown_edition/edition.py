"""The whole file: facts under `---`, what readers must know, the text, its evidence and sources."""

from dataclasses import dataclass, field
from datetime import date
from typing import Any

import yaml

from .blocks import body
from .inline import line, target, text

# No program shows these lines: to Markdown they are links that nothing uses. Between them stands
# the article's own text, and an importer takes no more than that.
BEGINS = "[//]: # (The text begins.)"
ENDS = "[//]: # (The text ends.)"


@dataclass(frozen=True)
class Headings:
    """What stands above each part, in the language of the page."""

    help: str = "Get help now"
    key_facts: str = "Key facts"
    evidence: str = "What the evidence says"
    words: str = "Words explained"
    sources: str = "Sources"


@dataclass(frozen=True)
class Facts:
    """What one file says. `front` are the facts of its head, in their order; `told` paragraphs
    that stand above the text, each (title, words); `help` lines of (words, address); `words` are
    (word, explanation)."""

    title: str
    summary: str
    body_html: str
    site: str
    page: str
    front: dict[str, Any]
    told: list[tuple[str, str]] = field(default_factory=list)
    help: list[tuple[str, str]] = field(default_factory=list)
    key_facts: list[str] = field(default_factory=list)
    words: list[tuple[str, str]] = field(default_factory=list)
    evidence: list[tuple[str, str]] = field(default_factory=list)
    sources: list[tuple[int, str, list[tuple[str, str]]]] = field(default_factory=list)
    ends_with: list[str] = field(default_factory=list)
    headings: Headings = Headings()


def edition(facts: Facts) -> str:
    parts = [
        f"---\n{_front(facts.front)}---",
        f"# {line(facts.title)}",
        *(_told(title, words) for title, words in facts.told),
        _help(facts),
        line(facts.summary),
        _listed(facts.headings.key_facts, map(line, facts.key_facts)),
        BEGINS,
        body(facts.body_html, site=facts.site, page=facts.page),
        ENDS,
        *_evidence(facts.headings.evidence, facts.evidence),
        _listed(facts.headings.words, (f"**{line(t)}**: {line(said)}" for t, said in facts.words)),
        *_sources(facts.headings.sources, facts.sources),
        *map(line, facts.ends_with),
    ]
    return "\n\n".join(filter(None, parts)) + "\n"


def _front(values):
    kept = {name: value for name, value in values.items() if value not in ("", None, [], {})}
    return yaml.dump(
        _plain(kept),
        Dumper=_WithoutAliases,
        allow_unicode=True,
        sort_keys=False,
        width=10_000,
        default_flow_style=False,
    )


class _WithoutAliases(yaml.SafeDumper):
    """Equal values are written out twice: a reader need not know what `*id001` means."""

    def ignore_aliases(self, data):
        return True


def _plain(value):
    if isinstance(value, dict):
        return {name: _plain(each) for name, each in value.items()}
    if isinstance(value, list):
        return [_plain(each) for each in value]
    return value if isinstance(value, int | date) else _flat(str(value))


def _told(title, words):
    lines = [line(each) for each in words.splitlines() if each.strip()]
    return "\n>\n".join(f"> {each}" for each in (f"**{text(title)}**", *lines))


def _help(facts):
    if not facts.help:
        return ""
    lines = [f"> - [{text(words)}]({target(href)})" for words, href in facts.help]
    return "\n".join([f"> **{text(facts.headings.help)}**", ">", *lines])


def _listed(title, lines):
    items = "\n".join(f"- {each}" for each in lines)
    return f"## {line(title)}\n\n{items}" if items else ""


def _evidence(title, claims):
    if claims:
        yield f"## {line(title)}"
        lines = ((line(words), line(said)) for words, said in claims)
        yield "\n".join(f"- {words}  \n  {said}" for words, said in lines)


def _sources(title, sources):
    if sources:
        yield f"## {line(title)}"
    for number, citation, links in sources:
        named = " ".join(f"[{text(name)}]({target(url)})" for name, url in links)
        yield f"[^{number}]: {text(_flat(citation))} {named}".rstrip()


def _flat(words: str) -> str:
    return " ".join(words.split())
