"""From how often tokens stood in spam and in honest comments to one number. Pure.

G. Robinson, “A statistical approach to the spam problem”, Linux Journal, March 2003. For a token
that stood in s of S spam comments and in h of H honest ones,

    p = (s/S) / (s/S + h/H),    f = (STRENGTH * PRIOR + n * p) / (STRENGTH + n),    n = s + h,

so that what was seldom seen says little. Of the tokens that say most, by how far f is from one
half, R. A. Fisher's method asks how likely so many of them would lean one way by chance:

    H = C(-2 Σ ln f, 2k),    S = C(-2 Σ ln(1 - f), 2k),    score = (1 + H - S) / 2,

where C is the upper tail of the chi-squared distribution with 2k degrees of freedom; for an even
number it is exp(-m) Σ m^i / i! for i < k, m being half the sum. Near 1 is spam, near 0 honest, and
near one half nobody knows. Where fewer than FEWEST tokens speak for spam, nobody knows either: one
word, or one sign, is never enough.
"""

import math
from collections.abc import Iterable, Mapping
from typing import NamedTuple

PRIOR = 0.5
STRENGTH = 0.3
MOST_TELLING = 60
LEAST_TELLING = 0.08  # how far from one half a token must lean
FEWEST = 3
HELD_FROM = 0.57  # chosen on every second comment of the spam set; the others judged it


class Seen(NamedTuple):
    """In how many comments of each kind something stood."""

    spam: int = 0
    honest: int = 0


def score(tokens: Iterable[str], seen: Mapping[str, Seen], whole: Seen) -> float:
    """How likely it is spam, 0 to 1; one half where nothing is known. `whole` counts comments."""
    leanings = (leaning(seen.get(token, Seen()), whole) for token in tokens)
    told = [f for f in leanings if abs(f - 0.5) >= LEAST_TELLING]
    most = sorted(told, key=lambda f: -abs(f - 0.5))[:MOST_TELLING]
    if not most:
        return 0.5
    spam = _tail(-sum(math.log(f) for f in most), len(most))
    honest = _tail(-sum(math.log(1 - f) for f in most), len(most))
    told_spam = sum(f > 0.5 for f in most)
    return min((1 + spam - honest) / 2, 0.5 if told_spam < FEWEST else 1.0)


def leaning(seen: Seen, whole: Seen) -> float:
    """Robinson's f: above one half towards spam."""
    in_spam, in_honest = seen.spam / max(1, whole.spam), seen.honest / max(1, whole.honest)
    count = seen.spam + seen.honest
    if not in_spam + in_honest:
        return PRIOR
    p = in_spam / (in_spam + in_honest)
    return (STRENGTH * PRIOR + count * p) / (STRENGTH + count)


def _tail(half: float, pairs: int) -> float:
    """C of the formula: `half` is m, `pairs` is k."""
    term = total = math.exp(-half)
    for i in range(1, pairs):
        term *= half / i
        total += term
    return min(1.0, total)
