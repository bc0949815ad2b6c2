"""How much a comment looks like spam, learned from what moderators decided; all of it local."""

from .arithmetic import HELD_FROM
from .learning import error_rates, judge, learn, tidy, unlearn

__all__ = ["HELD_FROM", "error_rates", "judge", "learn", "tidy", "unlearn"]
