"""How far an import is: a bar on a terminal, a plain line now and then anywhere else."""

import time
from typing import TextIO

_WIDTH = 30
_SECONDS_BETWEEN_BARS = 0.1
_ITEMS_BETWEEN_LINES = 500


class Progress:
    """Counts items up to `total`, which may turn out to be a little more or less."""

    def __init__(self, stream: TextIO, total: int) -> None:
        self.stream = stream
        self.total = total
        self.done = 0
        self.is_terminal = bool(getattr(stream, "isatty", lambda: False)())
        self.drawn_at = 0.0

    def step(self) -> None:
        self.done += 1
        if self.is_terminal:
            if time.monotonic() - self.drawn_at > _SECONDS_BETWEEN_BARS:
                self._draw()
        elif self.done % _ITEMS_BETWEEN_LINES == 0:
            self.stream.write(f"{self.done:,} of {self.total:,} items\n")

    def say(self, line: str) -> None:
        """A line of its own, above the bar."""
        self._clear()
        self.stream.write(f"{line}\n")

    def finish(self) -> None:
        self._clear()

    def _draw(self) -> None:
        self.drawn_at = time.monotonic()
        share = min(1.0, self.done / max(self.total, 1))
        filled = round(share * _WIDTH)
        bar = "█" * filled + "░" * (_WIDTH - filled)
        self.stream.write(f"\r{bar} {self.done:,} of {self.total:,}")
        self.stream.flush()

    def _clear(self) -> None:
        if self.is_terminal:
            self.stream.write("\r\033[K")
            self.stream.flush()
