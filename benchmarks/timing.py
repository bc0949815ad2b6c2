"""Asking for a page again and again, inside this process, and what each answer cost."""

import statistics
import time
from dataclasses import dataclass

from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

ROUNDS = 50
WARMING = 5


@dataclass(frozen=True)
class Cost:
    """Milliseconds of the whole request, through the middleware and without a network."""

    median: float
    best: float  # what it costs when nothing else runs on the machine
    queries: int
    slowest_query: float
    slowest_sql: str

    def __str__(self) -> str:
        return f"{self.median:.1f} ({self.best:.1f})"


def client(user=None) -> Client:
    browser = Client(SERVER_NAME="localhost")
    if user is not None:
        browser.force_login(user)
    return browser


def cost_of(browser: Client, path: str) -> Cost:
    """Raises RuntimeError where the page does not answer 200."""
    for _ in range(WARMING):
        body_of(browser, path)
    times = [_timed(browser, path) for _ in range(ROUNDS)]
    queries = min((_queries(browser, path) for _ in range(3)), key=lambda found: found[1])
    return Cost(statistics.median(times), min(times), *queries)


def body_of(browser: Client, path: str, headers: dict[str, str] | None = None) -> bytes:
    answer = browser.get(path, headers=headers)
    if answer.status_code != 200:
        raise RuntimeError(f"{path} answered {answer.status_code}.")
    return b"".join(answer) if answer.streaming else answer.content


def _timed(browser, path):
    start = time.perf_counter()
    body_of(browser, path)
    return (time.perf_counter() - start) * 1000


def _queries(browser, path):
    with CaptureQueriesContext(connection) as captured:
        body_of(browser, path)
    slowest = max(captured.captured_queries, key=lambda q: float(q["time"]), default=None)
    if slowest is None:
        return 0, 0.0, ""
    return len(captured), float(slowest["time"]) * 1000, slowest["sql"]
