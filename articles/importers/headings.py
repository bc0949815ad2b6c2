"""Foreign heading levels brought to ours: an article's own headings are h2 to h4."""

from collections.abc import Iterable

HIGHEST, LOWEST = 2, 4


def new_levels(found: Iterable[int]) -> dict[int, int]:
    """For each level found (1 to 6), ours: the highest becomes 2, none is deeper than 4.

    Levels keep their order, without gaps: 3 and 5 become 2 and 3.
    """
    return {level: min(HIGHEST + place, LOWEST) for place, level in enumerate(sorted(set(found)))}
