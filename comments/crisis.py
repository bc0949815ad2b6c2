"""Whether somebody who writes to us may be in danger themselves. Pure.

Whoever is, is shown help lines at once: nobody may read what they wrote before tomorrow.
"""

from articles.quality.terms import folded, pattern

WORDS_OF_CRISIS = (
    "better off dead", "better off without me", "can't go on", "cannot go on", "cutting myself",
    "do not want to live", "don't want to live", "end it all", "end my life", "ending my life",
    "harm myself", "harming myself", "hurt myself", "hurting myself", "i overdosed",
    "i have overdosed", "i took an overdose", "kill myself", "killing myself", "no reason to live",
    "suicidal", "take my life", "take my own life", "taking my own life", "took too many",
    "want to be dead", "want to die", "wanna die", "wish i was dead", "wish i were dead",
    "acabar con mi vida", "hacerme daño", "matarme", "me quiero morir", "no quiero vivir",
    "quiero morir", "quiero morirme", "quitarme la vida",
)  # fmt: skip


def speaks_of_it(text: str) -> bool:
    return bool(pattern(WORDS_OF_CRISIS).search(folded(" ".join(text.split()))))
