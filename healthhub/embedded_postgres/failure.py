"""How the launcher says that it cannot go on."""


class ServerUnavailable(Exception):
    """The embedded server cannot be used; the message says why and what to do."""


def last_words(text: str) -> str:
    """The end of a program's output or log, on one line."""
    return " ".join(text.strip().splitlines()[-4:])
