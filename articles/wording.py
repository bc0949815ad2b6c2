"""Words as search knows them, by language: what an entry holds of a text, and what is asked of it.

English words are stemmed without their accents, which readers leave out. Stemmers of other
languages want the accents, so a text is held twice there: stemmed as it is written, and folded
without a stem. A language that PostgreSQL is told no stemmer for is folded alone. Each entry holds
a mark of its language that no reader can type, so that the index itself finds one language only.
"""

from collections.abc import Sequence

from django.contrib.postgres.fields import ArrayField
from django.contrib.postgres.search import (
    CombinedSearchVector,
    SearchVector,
    SearchVectorCombinable,
    SearchVectorField,
)
from django.db.models import Func, TextField, Value

from articles import languages
from articles.search import Query, fold, spelled

FOLDED_FIRST = "english"  # its stems need no accents
# One word of a query. A word that the stemmer passes over, as “de”, is passed over folded too.
_STEMMED = """(plainto_tsquery('{config}', %s) || CASE
    WHEN numnode(plainto_tsquery('{config}', %s)) = 0 THEN ''::tsquery
    ELSE plainto_tsquery('simple', %s) END)"""


class _Mark(SearchVectorCombinable, Func):
    function = "array_to_tsvector"
    output_field = SearchVectorField()
    config = None


def vector(texts: Sequence[tuple[str, str]], language: str) -> CombinedSearchVector:
    """What an entry holds of these texts, each with its weight from A to D."""
    config = _config(language)
    kinds = {FOLDED_FIRST: [(FOLDED_FIRST, fold)], "simple": [("simple", fold)]}
    made = _Mark(Value([_mark(language)], ArrayField(TextField())))
    for name, spell in kinds.get(config, [(config, str), ("simple", fold)]):
        for text, weight in texts:
            made = made + SearchVector(Value(spell(text)), weight=weight, config=name)
    return made


def asked(query: Query, language: str) -> tuple[list[str], list[str]]:
    """SQL for each word of a query, and the parameters of all of them in order."""
    config = _config(language)
    if config in (FOLDED_FIRST, "simple"):
        return [f"plainto_tsquery('{config}', %s)"] * len(query.words), list(query.words)
    words = [part for typed, folded in spelled(query) for part in (typed, typed, folded)]
    return [_STEMMED.format(config=config)] * len(query.words), words


def mark_asked(language: str) -> str:
    """The query for one language: its mark; for the site's own, none of the marks of others.

    Entries in the site's own language are many: that they have no other mark is told sooner.
    """
    if language != languages.of_site():
        return f"'{_mark(language)}'"
    others = " | ".join(f"'{_mark(code)}'" for code in languages.others())
    return f"!({others})" if others else ""


def _mark(language):
    return f"≈{language}"


def _config(language):
    return languages.KNOWN[language].search
