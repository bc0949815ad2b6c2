"""Lines of the log, without the secrets that an address can hold."""

import logging
import re

SECRET = re.compile(r"(/preview/)[^/\s\"'<>?#]+")


class WithoutSecrets(logging.Formatter):
    """The address of a preview is its key: whoever reads the log must not get in with it."""

    def format(self, record: logging.LogRecord) -> str:
        return SECRET.sub(r"\1…", super().format(record))
