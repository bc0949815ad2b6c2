"""How well the filter tells spam from honest comments that it has not seen.

    .venv/bin/python benchmarks/spam.py

Needs no database: what is counted in it is counted here in memory, on top of the same seed. The set
in benchmarks/data is cut in FOLDS parts, each judged by what all the others teach, and that ROUNDS
times at random; the filter's constants are those of the code and never fitted to a part. This set
was looked at while the filter was made. The sealed one (sealed_*.txt) was written and put away
before the filter was last mended, and judged once when it was done: who mends the filter again
adds it to the set and writes a new one first.
"""

import os
import random
import sys
from functools import lru_cache
from pathlib import Path
from statistics import mean
from typing import NamedTuple

ROOT = Path(__file__).resolve().parent.parent
DATA = Path(__file__).resolve().parent / "data"
FOLDS, ROUNDS = 5, 5
KINDS = ("spam", "honest")


class Result(NamedTuple):
    spam_held: float
    honest_held: float


@lru_cache
def comments(kind: str) -> tuple[str, ...]:
    lines = (DATA / f"{kind}.txt").read_text("utf-8").splitlines()
    return tuple(line for line in lines if line)


def whole() -> tuple[tuple[str, ...], ...]:
    return tuple(comments(kind) for kind in KINDS)


def cross_validated(rounds: int = ROUNDS) -> list[Result]:
    """A result for each part; chance begins at the same place, so everybody gets the same ones."""
    chance, results = random.Random(20260101), []
    for _ in range(rounds):
        spam, honest = (_parts(kind, chance) for kind in whole())
        for asked in range(FOLDS):
            taught = [_others(kind, asked) for kind in (spam, honest)]
            results.append(_asked(taught, spam[asked], honest[asked]))
    return results


def on_its_first_day() -> Result:
    """Only the seed is known."""
    return _asked(([], []), *whole())


def sealed(taught: bool = True) -> Result:
    """What was put away, by the seed and, unless it is the first day, the whole set."""
    return _asked(whole() if taught else ([], []), *(comments(f"sealed_{kind}") for kind in KINDS))


def _parts(texts, chance):
    mixed = chance.sample(texts, len(texts))
    return [mixed[at::FOLDS] for at in range(FOLDS)]


def _others(parts, but):
    return [text for at, part in enumerate(parts) if at != but for text in part]


def _asked(taught, spam, honest):
    from comments.spam.arithmetic import HELD_FROM
    from comments.spam.learning import counted

    learned = counted(*([_tokens(text) for text in kind] for kind in taught))
    shares = (mean(_score(learned, text) >= HELD_FROM for text in kind) for kind in (spam, honest))
    return Result(*shares)


def _score(learned, text):
    from comments.spam.arithmetic import score
    from comments.spam.learning import WHOLE, added, seed_counts

    told = _tokens(text)
    seen = added(seed_counts(), learned, [WHOLE, *told])
    return score(told, seen, seen[WHOLE])


@lru_cache(maxsize=5000)
def _tokens(text):
    from comments.spam.tokens import tokens

    return tokens(text)


def main() -> None:
    results = cross_validated()
    spam, honest = ([result[at] for result in results] for at in (0, 1))
    counts = ", ".join(f"{len(comments(kind))} {kind}" for kind in KINDS)
    print(f"{counts}; held of unseen comments:     spam     honest")
    _print(f"{len(results)} parts of a fifth, mean", mean(spam), mean(honest))
    _print(f"{len(results)} parts of a fifth, worst", min(spam), max(honest))
    _print("the whole set, by the seed alone", *on_its_first_day())
    _print("the sealed set, by the whole set", *sealed())
    _print("the sealed set, by the seed alone", *sealed(taught=False))


def _print(name, spam, honest):
    print(f"{name:36}{spam:12.1%} {honest:10.1%}")


if __name__ == "__main__":
    import django

    sys.path.insert(0, str(ROOT))
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "healthhub.settings")
    django.setup()
    main()
