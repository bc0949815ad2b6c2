from comments.models.case import Case, Kind, Outcome, Severity, State
from comments.models.case_event import CaseEvent
from comments.models.usefulness import Answer, DailyUsefulness, Sought

__all__ = [
    "Answer",
    "Case",
    "CaseEvent",
    "DailyUsefulness",
    "Kind",
    "Outcome",
    "Severity",
    "Sought",
    "State",
]
