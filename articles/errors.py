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


class ChecksFailed(NotAllowed):
    """Quality rules stand in the way; `findings` are those that block, each with its place."""

    def __init__(self, what, findings):
        self.findings = findings
        count = len(findings)
        things = "One thing stands" if count == 1 else f"{count} things stand"
        named = " ".join(f"{each.title}: {each.message}" for each in findings[:10])
        super().__init__(f"{things} in the way of {what}. {named}")


class Unacknowledged(NotAllowed):
    """Warnings that nobody has acknowledged yet; `findings` are these."""

    def __init__(self, findings):
        self.findings = findings
        named = " ".join(f"{each.rule}: {each.message}" for each in findings[:10])
        super().__init__(f"Read each warning and say that you have, then publish. {named}")
