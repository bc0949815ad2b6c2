"""What a verb can refuse with, beside what `articles.errors` knows."""

from articles.errors import WorkflowError


class StaleCase(WorkflowError):
    """Somebody else did something with the case first; `current` is what it is now."""

    def __init__(self, current, what):
        self.current = current
        super().__init__(f"{what} Nothing was changed. Look at the case as it is now.")


class StaleComment(WorkflowError):
    """Somebody else did something with the comment first; `current` is what it is now."""

    def __init__(self, current):
        self.current = current
        super().__init__(
            "Somebody changed this comment after you opened it. Nothing was changed. "
            "Look at it as it is now."
        )


class DecidedFirst(StaleComment):
    """Somebody else decided, and is named with what they did."""

    def __init__(self, current, what):
        super().__init__(current)
        self.args = (f"{what} Nothing was changed. Look at it as it is now.",)


class StaleAppeal(WorkflowError):
    """Somebody else decided the appeal, or took it out of the queue."""
