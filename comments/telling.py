"""Telling people what moderators decided about them, in the language of the page they wrote on.

Called in the transaction of the decision: who is told is told if and only if it happened.
"""

from contextlib import contextmanager

from django.urls import reverse
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from articles import languages
from articles.notifications import tell
from comments.models import Appeal, Comment, Sanction, SanctionKind


def told_of_comment(comment: Comment, message: str, *, can_appeal: bool) -> None:
    """The moderator's message about one comment; without a message nobody is written to."""
    if message:
        with language_of(comment):
            title = comment.revision.title
            subject = _("Your comment on “%(title)s”") % {"title": title}
            _write(comment.writer, subject, message, _how_to_appeal() if can_appeal else "")


def told_of_several(writer, comment: Comment, message: str, count: int, *, can_appeal) -> None:
    """One message for what was decided together."""
    if message:
        with language_of(comment):
            subject = ngettext("%(count)d of your comments", "%(count)d of your comments", count)
            _write(
                writer, subject % {"count": count}, message, _how_to_appeal() if can_appeal else ""
            )


def told_of_undoing(comment: Comment) -> None:
    with language_of(comment):
        subject = _("Your comment on “%(title)s”") % {"title": comment.revision.title}
        said = _("We took our last decision on this comment back. It is as it was before.")
        _write(comment.writer, subject, said)


def told_of_undoing_several(comments: list[Comment]) -> None:
    """Each writer once."""
    by_writer: dict[int, list[Comment]] = {}
    for comment in comments:
        by_writer.setdefault(comment.writer_id, []).append(comment)
    for theirs in by_writer.values():
        with language_of(theirs[0]):
            said = _("We took our last decision on these comments back. They are as they were.")
        told_of_several(theirs[0].writer, theirs[0], said, len(theirs), can_appeal=False)


def told_of_sanction(sanction: Sanction) -> None:
    with language_of(sanction.comment):
        subject = {
            SanctionKind.WARN: _("A warning about your comments"),
            SanctionKind.MUTE: _("You cannot comment for some days"),
            SanctionKind.BAN: _("You cannot comment any more"),
        }[SanctionKind(sanction.kind)]
        _write(sanction.person, subject, sanction.message, until_when(sanction), _how_to_appeal())


def told_of_lifting(sanction: Sanction) -> None:
    with language_of(sanction.comment):
        said = _("What stopped you from commenting was lifted.")
        if sanction.kind == SanctionKind.WARN:
            said = _("The warning about your comments was taken back.")
        _write(sanction.person, said.rstrip("."), said, sanction.lifted_because)


def told_of_appeal(appeal: Appeal) -> None:
    comment = appeal.sanction.comment if appeal.sanction else appeal.comment
    with language_of(comment):
        said = (
            _("You were right: we took the decision back.")
            if appeal.overturned
            else _("Another moderator looked at it, and the decision stands.")
        )
        _write(appeal.made_by, _("Your appeal was decided"), said, appeal.answer)


def until_when(sanction: Sanction) -> str:
    if sanction.kind == SanctionKind.WARN:
        return _("You can still comment. Please keep to the rules.")
    if sanction.until:
        until = date_format(sanction.until, "DATE_FORMAT")
        return _("You can comment again after %(date)s.") % {"date": until}
    return _("This has no end date.")


@contextmanager
def language_of(comment: Comment | None):
    """The words of the page's own language, where the interface speaks it, and its addresses."""
    with languages.page_in(comment.article.language if comment else languages.of_site()):
        yield


def _how_to_appeal():
    return _(
        "If you think that this is wrong, you can say so once, on the page “My comments”. "
        "Another moderator then looks at it."
    )


def _write(person, subject, *paragraphs):
    text = "\n\n".join(part for part in paragraphs if part)
    tell([person], subject=subject, text=text, path=reverse("my_comments"))
