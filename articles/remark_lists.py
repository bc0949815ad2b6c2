"""Remarks as pages show them: with their answers, and where their passages stand now."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import Prefetch

from articles.models import Article, PreviewLink, Remark
from articles.passages import Found, Passage, Reading, find
from articles.remark_rights import Rights
from articles.remarks import MOST_OPEN, OF_A_GUEST


@dataclass(frozen=True)
class Shown:
    """A remark with its answers, where its passage stands now, and what may be done with it."""

    remark: Remark
    found: Found | None
    acts: list[str]

    @property
    def answers(self) -> list[Remark]:
        return list(self.remark.answers.all())


def shown(remarks: Iterable[Remark], reading: Reading | None, rights: Rights) -> list[Shown]:
    """These remarks, their passages looked for in a text (None: there is no text to look in)."""
    return [
        Shown(
            remark, find(passage_of(remark), reading) if reading else None, rights.acts_on(remark)
        )
        for remark in remarks
    ]


def open_on(article: Article) -> list[Remark]:
    """What waits, the gravest first."""
    remarks = _with_answers(Remark.objects.open().filter(article=article))
    return sorted(remarks[:MOST_OPEN], key=lambda remark: (not remark.must_fix, remark.pk))


def resolved_on(article: Article, before: int | None = None, limit: int = 20) -> list[Remark]:
    """What was resolved, the newest remark first; `before` is the id where a page went on."""
    remarks = Remark.objects.filter(article=article, resolved_at__isnull=False).order_by("-id")
    return list(_with_answers(remarks.filter(pk__lt=before) if before else remarks)[:limit])


def of_guest(link: PreviewLink) -> list[Remark]:
    """Everything that was left through this link, with what was answered."""
    return list(_with_answers(link.remarks.all())[:OF_A_GUEST])


def _with_answers(remarks):
    people = ("written_by", "sent_by", "revision", "done_by", "resolved_by")
    answers = Remark.objects.select_related("written_by", "sent_by")
    return (
        remarks.select_related(*people)
        .defer("revision__body_html", "revision__plain_text")
        .prefetch_related(Prefetch("answers", answers))
    )


def passage_of(remark: Remark) -> Passage:
    return Passage(remark.quote, remark.before, remark.after, remark.place)
