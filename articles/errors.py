"""What a verb can refuse with; each message is a sentence for the person who tried."""


class WorkflowError(Exception):
    """A step that was not taken; nothing was changed."""


class NotAllowed(WorkflowError):
    """This person may not do this now."""


class StaleArticle(WorkflowError):
    """Somebody changed the article after it was read; `current` is what it is now."""

    def __init__(self, current):
        self.current = current
        super().__init__(
            "Somebody changed this article after you opened it. "
            "Look at what changed, then try again."
        )
