from comments.models.appeal import Appeal
from comments.models.attention import Claim, ItemKind, Skip
from comments.models.case import Case, Kind, Outcome, Severity, State
from comments.models.case_event import CaseEvent
from comments.models.comment import Comment, CommentState, Danger
from comments.models.comment_event import CommentEvent
from comments.models.comment_report import CommentReport, ReportKind
from comments.models.former_state import FormerState
from comments.models.reason import Reason, Verb
from comments.models.sanction import Sanction, SanctionKind
from comments.models.second_look import SecondLook
from comments.models.spam_token import SpamToken
from comments.models.thread import Thread
from comments.models.usefulness import Answer, DailyUsefulness, Sought
from comments.models.week import Week

__all__ = [
    "Answer",
    "Appeal",
    "Case",
    "CaseEvent",
    "Claim",
    "Comment",
    "CommentEvent",
    "CommentReport",
    "CommentState",
    "DailyUsefulness",
    "Danger",
    "FormerState",
    "ItemKind",
    "Kind",
    "Outcome",
    "Reason",
    "ReportKind",
    "Sanction",
    "SanctionKind",
    "SecondLook",
    "Severity",
    "Skip",
    "Sought",
    "SpamToken",
    "State",
    "Thread",
    "Verb",
    "Week",
]
