"""How well the filter tells spam from honest comments that it has not seen.

    .venv/bin/python benchmarks/spam.py

Needs no database: what is counted in it is counted here in memory, on top of the same seed. Of
benchmarks/data every second comment was looked at while the filter was made (its manners, and from
which score on it holds); the others were only ever judged. So there are two answers: that half
by what the open half teaches, and both halves at random, many times. A third set, sealed_*.txt, was
written and put away before the seed was last mended: nothing was changed after it was judged.
"""

import os
import random
import sys
from pathlib import Path
from statistics import mean
from typing import NamedTuple

ROOT = Path(__file__).resolve().parent.parent
DATA = Path(__file__).resolve().parent / "data"
ROUNDS = 10  # each is two halves, each asked by what the other taught


class Result(NamedTuple):
    spam_held: float
    honest_held: float


def comments(kind: str) -> list[str]:
    return [line for line in (DATA / f"{kind}.txt").read_text("utf-8").splitlines() if line]


def sealed() -> Result:
    """What nobody looked at, by what the other half teaches."""
    taught, asked = ([comments(kind)[at::2] for kind in ("spam", "honest")] for at in (0, 1))
    return _asked(taught, *asked)


def fresh(taught: bool = True) -> Result:
    """The set that was put away, by the seed and, unless it is the first day, all the others."""
    learned = (comments("spam"), comments("honest")) if taught else ([], [])
    return _asked(learned, comments("sealed_spam"), comments("sealed_honest"))


def cross_validated(rounds: int = ROUNDS) -> list[Result]:
    """A result for each half; chance begins at the same place, so everybody gets the same ones."""
    chance, results = random.Random(20260101), []
    for _ in range(rounds):
        spam, honest = (_halves(comments(kind), chance) for kind in ("spam", "honest"))
        for taught, asked in ((0, 1), (1, 0)):
            results.append(_asked((spam[taught], honest[taught]), spam[asked], honest[asked]))
    return results


def on_its_first_day() -> Result:
    """Only the seed is known."""
    return _asked(([], []), comments("spam"), comments("honest"))


def _asked(taught, spam, honest):
    from comments.spam.arithmetic import HELD_FROM
    from comments.spam.learning import counts_of

    learned = counts_of(*taught)
    shares = (mean(_score(learned, text) >= HELD_FROM for text in kind) for kind in (spam, honest))
    return Result(*shares)


def _score(learned, text):
    from comments.spam.arithmetic import score
    from comments.spam.learning import WHOLE, added, seed_counts
    from comments.spam.tokens import tokens

    told = tokens(text)
    seen = added(seed_counts(), learned, [WHOLE, *told])
    return score(told, seen, seen[WHOLE])


def _halves(texts, chance):
    mixed = chance.sample(texts, len(texts))
    return mixed[: len(mixed) // 2], mixed[len(mixed) // 2 :]


def main() -> None:
    results, unseen, first = cross_validated(), sealed(), on_its_first_day()
    spam, honest = ([result[at] for result in results] for at in (0, 1))
    counts = f"{len(comments('spam'))} spam, {len(comments('honest'))} honest"
    print(f"{counts}; held of unseen comments:   spam     honest")
    print(f"the sealed half            {unseen.spam_held:18.1%} {unseen.honest_held:10.1%}")
    for taught in (True, False):
        result, by = fresh(taught), "all the others" if taught else "the seed alone"
        name = f"the fresh set, by {by}"
        print(f"{name:34}{result.spam_held:11.1%} {result.honest_held:10.1%}")
    print(f"{len(results)} random halves, mean     {mean(spam):18.1%} {mean(honest):10.1%}")
    print(f"{len(results)} random halves, worst    {min(spam):18.1%} {max(honest):10.1%}")
    print(f"with the seed alone        {first.spam_held:18.1%} {first.honest_held:10.1%}")


if __name__ == "__main__":
    import django

    sys.path.insert(0, str(ROOT))
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "healthhub.settings")
    django.setup()
    main()
