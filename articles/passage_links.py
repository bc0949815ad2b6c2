"""A text with a link behind each of its blocks, by which a remark is left on it without a script,
and the remarks on each block named beside it."""

from collections.abc import Iterable
from dataclasses import dataclass, replace

from django.utils.html import format_html, format_html_join

from articles import markup, passages
from articles.models import Revision
from articles.pages import Page
from articles.passages import Block
from articles.remark_lists import Shown

LONGEST_NAME = 40


@dataclass(frozen=True)
class Links:
    """`address` opens the form of a new remark; a block's number is added to it."""

    address: str
    by_block: dict[int, list[Shown]]

    def __call__(self, block: Block) -> str:
        """The anchor of a block, its remarks, and the link that leaves one more."""
        return format_html(
            '<span class="remark-links" id="block-{}">{}{}</span>',
            block.number,
            self._those_there(block),
            format_html(
                '<a class="remark-here" href="{}block={}" data-block="{}">'
                'Remark<span class="visually-hidden"> on “{}”</span></a>',
                self.address,
                block.number,
                block.number,
                _short(block.text),
            ),
        )

    def _those_there(self, block):
        return format_html_join(
            "",
            '<a class="remark-there{}" href="#remark-{}">{}{}</a>',
            (
                (
                    " must-fix" if shown.remark.must_fix else "",
                    shown.remark.pk,
                    "Must fix: " if shown.remark.must_fix else "",
                    shown.remark.writer,
                )
                for shown in self.by_block.get(block.number, [])
            ),
        )


def links(address: str, remarks: Iterable[Shown] = ()) -> Links:
    by_block: dict[int, list[Shown]] = {}
    for shown in remarks:
        if shown.found:
            by_block.setdefault(shown.found.block, []).append(shown)
    return Links(f"{address}{'&' if '?' in address else '?'}", by_block)


def with_links(page: Page, revision: Revision, links: Links) -> Page:
    """The page with the links woven into its body; those of title and summary are asked for."""
    woven = passages.weave(revision.body_html, links, first=passages.BODY)
    return replace(page, body=markup.trusted(woven))


def of_head(reading: passages.Reading, links: Links) -> dict:
    """The links of the title and of the summary, "" where there is none."""
    title, summary = reading.blocks[passages.TITLE], reading.blocks[passages.SUMMARY]
    return {"title": links(title), "summary": links(summary) if summary.text else ""}


def _short(text):
    return text if len(text) <= LONGEST_NAME else f"{text[:LONGEST_NAME].rstrip()}…"
