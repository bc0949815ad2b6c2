from comments.models.case import Case, Kind, Outcome, Severity, State
from comments.models.case_event import CaseEvent
from comments.models.comment import Comment, CommentState, Danger
from comments.models.comment_event import CommentEvent
from comments.models.comment_report import CommentReport, ReportKind
from comments.models.spam_token import SpamToken
from comments.models.thread import Thread
from comments.models.usefulness import Answer, DailyUsefulness, Sought

__all__ = [
    "Answer",
    "Case",
    "CaseEvent",
    "Comment",
    "CommentEvent",
    "CommentReport",
    "CommentState",
    "DailyUsefulness",
    "Danger",
    "Kind",
    "Outcome",
    "ReportKind",
    "Severity",
    "Sought",
    "SpamToken",
    "State",
    "Thread",
]
