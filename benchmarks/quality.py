"""How long it takes to judge an article by all the rules.

    .venv/bin/python benchmarks/quality.py

Prints the CPU time of reading and checking texts of several lengths, best of five.
"""

import sys
import time
from datetime import date
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from articles import quality

PARAGRAPH = (
    "<p>Sleep lets your body rest, and some medicines may help you to fall asleep. "
    "Talk to your doctor before you take any of them for more than a few nights. "
    "Naltrexone and Advil have side effects, which many people never get.[1]</p>"
)
LIST = "<ul><li>Go to bed early</li><li>Put your phone away</li></ul>"


def article(words: int) -> str:
    part = f"<h2>Rest</h2>{PARAGRAPH * 3}{LIST}"
    length = quality.read("Sleep", part, evaluated_on=date.today()).word_count
    return part * max(1, round(words / length))


def best(html: str) -> tuple[int, float]:
    """(words, milliseconds) of reading and checking one body."""
    times = []
    for _ in range(5):
        start = time.process_time()
        document = quality.read("Sleep", html, evaluated_on=date.today())
        quality.check(document)
        times.append(time.process_time() - start)
    return document.word_count, min(times) * 1000


def main() -> None:
    for words in (500, 2_000, 10_000, 30_000):
        counted, milliseconds = best(article(words))
        print(f"{counted:6,} words: {milliseconds:7.1f} ms")


if __name__ == "__main__":
    main()
