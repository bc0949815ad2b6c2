"""The processes that `manage.py serve` runs and looks after."""

import contextlib
import ctypes
import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Sequence

SECONDS_TO_STOP = 10
LONGEST_PAUSE = 60
STEADY = 60  # seconds of life after which a death is no longer part of a series
DIE_WITH_PARENT = 1  # PR_SET_PDEATHSIG


class Child:
    """A process in a group of its own, so that Ctrl-C reaches `serve` alone, which stops all."""

    def __init__(self, name: str, command: Sequence[str], role: str) -> None:
        self.name = name
        self.command = command
        self.environment = os.environ | {"HEALTHHUB_PROCESS": role}
        self._process: subprocess.Popen[bytes] | None = None
        self._pause = 1.0
        self._started_at = 0.0

    def start(self) -> None:
        self._started_at = time.monotonic()
        self._process = subprocess.Popen(  # noqa: S603 — our own commands
            self.command,
            env=self.environment,
            stdin=subprocess.DEVNULL,
            process_group=0,
            preexec_fn=_die_with_parent,  # noqa: PLW1509 — `serve` has no threads
        )

    def exit_code(self) -> int | None:
        return None if self._process is None else self._process.poll()

    def start_again_if_ended(self, say: Callable[[str], None]) -> None:
        """With a pause that doubles while it keeps dying."""
        code = self.exit_code()
        if code is None:
            return
        lived = time.monotonic() - self._started_at
        if lived < self._pause:
            return
        self._pause = 1.0 if lived > STEADY else min(self._pause * 2, LONGEST_PAUSE)
        say(f"The {self.name} ended (exit code {code}) and is started again.")
        self.start()

    def ask_to_stop(self) -> None:
        if self._process is not None and self.exit_code() is None:
            self._process.terminate()

    def kill_whatever_is_left(self) -> None:
        """The whole group, waiting a moment: its leases on the database end when they have gone."""
        if self._process is None:
            return
        deadline = time.monotonic() + 2
        with contextlib.suppress(ProcessLookupError, PermissionError):  # nobody is left
            while time.monotonic() < deadline:
                os.killpg(self._process.pid, signal.SIGKILL)
                self._process.poll()
                time.sleep(0.02)


def stop(children: Sequence[Child], in_a_hurry: Callable[[], bool]) -> None:
    for child in children:
        child.ask_to_stop()
    deadline = time.monotonic() + SECONDS_TO_STOP
    while any(child.exit_code() is None for child in children if child._process):
        if time.monotonic() > deadline or in_a_hurry():
            break
        time.sleep(0.05)
    for child in children:
        child.kill_whatever_is_left()


_libc = ctypes.CDLL(None)


def _die_with_parent() -> None:
    """A killed `serve` must not leave a server behind that keeps the port. Linux only."""
    if sys.platform == "linux":
        _libc.prctl(DIE_WITH_PARENT, signal.SIGTERM)
