"""The table of steps: every button, check and picture of the walk is made from it."""

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from articles import rules
from articles.models import Article, Stage

DRAFT, IN_REVIEW, APPROVED, PUBLISHED = (
    Stage.DRAFT,
    Stage.IN_REVIEW,
    Stage.APPROVED,
    Stage.PUBLISHED,
)
ANYWHERE = {stage: stage for stage in Stage}
DEMONSTRATION_STATEMENT = (
    "This is a demonstration of how a review looks. No clinician has judged this text."
)
STATEMENT = (
    "I have read this version from beginning to end, I did not write or edit it, "
    "and I approve exactly this text for publication."
)


@dataclass(frozen=True)
class Step:
    """One row of the walk: from which stage to which, by whom, and under which rules."""

    verb: str
    label: str
    sentence: str
    moves: dict[Stage, Stage]
    rules: tuple[Callable[[Any, Article], str], ...] = ()
    note: str = ""  # what the person is asked to write, if anything
    note_required: bool = False
    permission: str = field(init=False)

    def __post_init__(self):
        object.__setattr__(self, "permission", f"articles.{self.verb}_article")


STEPS: dict[str, Step] = {
    step.verb: step
    for step in (
        Step(
            "submit",
            "Submit for review",
            "Freezes the manuscript as a version and sends it to the clinician reviewers.",
            {DRAFT: IN_REVIEW},
            (rules.is_own_or_any, rules.has_words),
        ),
        Step(
            "recall",
            "Take back from review",
            "Takes the manuscript back to write on.",
            {IN_REVIEW: DRAFT},
            (rules.is_own_or_any,),
        ),
        Step(
            "approve",
            "Approve this version",
            "Signs exactly the frozen text; for one published without review, ends the exception.",
            {IN_REVIEW: APPROVED, PUBLISHED: PUBLISHED},
            (rules.awaits_a_signature, rules.is_independent),
            note="Remarks (optional)",
        ),
        Step(
            "request_changes",
            "Ask for changes",
            "Sends the manuscript back to its authors with remarks.",
            {IN_REVIEW: DRAFT, APPROVED: DRAFT},
            note="What should change",
            note_required=True,
        ),
        Step(
            "publish",
            "Publish",
            "Shows the approved version to readers; it takes the place of the version before.",
            {APPROVED: PUBLISHED},
            (rules.is_approved,),
        ),
        Step(
            "revise",
            "Start a correction",
            "Opens the manuscript again; readers keep seeing the published version meanwhile.",
            {PUBLISHED: DRAFT, APPROVED: DRAFT},
            (rules.is_own_or_any,),
        ),
        Step(
            "withdraw",
            "Withdraw",
            "Takes the text away from readers at once; the address says why and since when.",
            ANYWHERE,
            (rules.is_public,),
            note="Reason, which readers will see",
            note_required=True,
        ),
        Step(
            "restore",
            "Restore",
            "Shows the withdrawn version to readers again.",
            ANYWHERE,
            (rules.is_withdrawn,),
        ),
        Step(
            "publish_unreviewed",
            "Publish without review",
            "A named exception: readers are told that the text has not been medically reviewed.",
            {DRAFT: PUBLISHED, IN_REVIEW: PUBLISHED},
            (rules.has_words,),
            note="Why this cannot wait for a review",
            note_required=True,
        ),
    )
}
