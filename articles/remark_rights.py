"""What a person may do with the remarks on an article. Refusals are sentences."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from articles import rules
from articles.models import Article, Remark

MOST_ANSWERS = 50
NOT_YOURS = "Remarks are for the people who work on this article."
NOT_A_JUDGE = "Only a reviewer or an editor can say that something must be fixed."


@dataclass(frozen=True)
class Rights:
    """What this person is to the remarks on one article: asked once for a page full of them."""

    user: Any
    works_on_it: bool
    judges_it: bool

    def refusal(self, act: str, remark: Remark) -> str:
        """Why this person may not do this to a remark now, as a sentence; "" when they may."""
        if not self.works_on_it:
            return NOT_YOURS
        if remark.answers_to_id:
            return "This is an answer. Take the remark that it answers."
        if not remark.is_open:
            return "This remark is resolved already."
        return REFUSALS[act](self, remark)

    def acts_on(self, remark: Remark) -> list[str]:
        return [act for act in REFUSALS if not self.refusal(act, remark)]


def rights_of(user, article: Article) -> Rights:
    """Those who see more of an article than its public page see its remarks; those who judge it,
    and are not its authors, say what must be fixed and what is resolved."""
    own = rules.is_own(user, article)
    judges = user.has_perm("articles.request_changes_article") and not own
    return Rights(user, own or user.has_perm("articles.view_event"), judges)


def _no_more_answers(rights, remark):
    if len(remark.answers.all()) < MOST_ANSWERS:
        return ""
    return "This remark has as many answers as it can hold. Leave a new remark on the passage."


def _done_already(rights, remark):
    return "This remark is marked as done already." if remark.done_at else ""


def _not_to_require(rights, remark):
    if remark.must_fix:
        return "This remark is marked “must fix” already."
    return "" if rights.judges_it else NOT_A_JUDGE


def _not_to_resolve(rights, remark):
    if rights.judges_it or remark.written_by_id == rights.user.pk:
        return ""
    return "Mark the remark as done. It is resolved by who wrote it, a reviewer or an editor."


REFUSALS: dict[str, Callable[[Rights, Remark], str]] = {
    "answer": _no_more_answers,
    "done": _done_already,
    "must-fix": _not_to_require,
    "resolve": _not_to_resolve,
}
