"""The table of steps: every button, check and picture of the walk is made from it."""

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from django.utils.translation import gettext_noop

from articles import rules
from articles.models import Article, Stage

DRAFT, IN_REVIEW, APPROVED, PUBLISHED = (
    Stage.DRAFT,
    Stage.IN_REVIEW,
    Stage.APPROVED,
    Stage.PUBLISHED,
)
ANYWHERE = {stage: stage for stage in Stage}
DEMONSTRATION_STATEMENT = gettext_noop(
    "This is a demonstration of how a review looks. No clinician has judged this text."
)
STATEMENT = gettext_noop(
    "I have read this version from beginning to end, I did not write or edit it, "
    "and I approve exactly this text for publication."
)


UNCHANGED_STATEMENT = gettext_noop(
    "I have read this version again from beginning to end, I did not write or edit it, "
    "and I confirm that exactly this text still holds."
)
MINOR_STATEMENT = gettext_noop(
    "I compared this version with the one that the clinician signed: only a small repair differs."
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
    takes: tuple[str, ...] = ()  # what else a door hands over: fields of the step's page
    automatic: bool = False  # taken by the worker in the name of HealthHub, by nobody else
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
            takes=("change", "change_note", "translated_from"),
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
            (rules.awaits_a_signature, rules.is_independent, rules.has_a_credential),
            note="Remarks (optional)",
            takes=("answers",),
        ),
        Step(
            "sign_minor",
            "Sign as a small repair",
            "Keeps the clinician's review for a text that differs in a few letters only. "
            "Readers are told that it was a small repair.",
            {IN_REVIEW: APPROVED},
            (rules.is_a_minor_change,),
            note="What was repaired (optional)",
        ),
        Step(
            "request_changes",
            "Ask for changes",
            "Sends the manuscript back to its authors with remarks.",
            {IN_REVIEW: DRAFT, APPROVED: DRAFT},
            note="What should change",
            note_required=True,
            takes=("answers",),
        ),
        Step(
            "publish",
            "Publish",
            "Shows the approved version to readers; it takes the place of the version before.",
            {APPROVED: PUBLISHED},
            (rules.is_approved,),
            takes=("acknowledged",),
        ),
        Step(
            "revise",
            "Start a correction",
            "Opens the manuscript again; readers keep seeing the published version meanwhile.",
            {PUBLISHED: DRAFT, APPROVED: DRAFT},
            (rules.is_own_or_any,),
        ),
        Step(
            "mark_reviewed_unchanged",
            "Confirm without changes",
            "Signs the published text once more: it was read again, and it still holds.",
            ANYWHERE,
            (
                rules.is_public,
                rules.is_signed,
                rules.is_independent_of_live,
                rules.has_a_credential,
            ),
            note="Remarks (optional)",
            takes=("answers",),
        ),
        Step(
            "express_concern",
            "Express a concern",
            "Tells readers on the page that something may be wrong with it while you look into it.",
            ANYWHERE,
            (rules.is_public, rules.has_no_concern),
            note="The concern, which readers will see",
            note_required=True,
        ),
        Step(
            "lift_concern",
            "Lift the concern",
            "Ends the expression of concern; the record keeps it.",
            ANYWHERE,
            (rules.has_a_concern,),
            note="What became of it, which readers will see",
            note_required=True,
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
            "retract",
            "Retract",
            "Takes the text away for good because it was wrong, and says so among the corrections.",
            ANYWHERE,
            (rules.is_public,),
            note="What was wrong, which readers will see",
            note_required=True,
        ),
        Step(
            "restore",
            "Restore",
            "Shows the withdrawn version to readers again.",
            ANYWHERE,
            (rules.is_withdrawn, rules.can_be_seen_again),
        ),
        Step(
            "publish_urgently",
            "Publish urgently",
            "A named exception for danger in the published text: shown to readers at once and "
            "marked as not reviewed. Unless a clinician signs it within 24 hours, "
            "the text before it comes back by itself.",
            {DRAFT: PUBLISHED, IN_REVIEW: PUBLISHED},
            (rules.has_words, rules.is_not_withdrawn),
            note="What the danger is, which readers will see",
            note_required=True,
        ),
        Step(
            "take_back_urgent",
            "Take back the urgent text",
            "Nobody signed the urgent text within 24 hours, so the text before it comes back.",
            {DRAFT: DRAFT, IN_REVIEW: IN_REVIEW, APPROVED: APPROVED, PUBLISHED: DRAFT},
            (rules.is_urgent_and_open,),
            automatic=True,
        ),
        Step(
            "publish_unreviewed",
            "Publish without review",
            "A named exception: readers are told that the text has not been medically reviewed.",
            {DRAFT: PUBLISHED, IN_REVIEW: PUBLISHED},
            (rules.has_words, rules.has_no_urgent_text),
            note="Why this cannot wait for a review",
            note_required=True,
        ),
    )
}
