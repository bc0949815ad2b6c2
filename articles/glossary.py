"""The glossary: keeping its words, and giving them to a text that is being frozen."""

from dataclasses import dataclass

from django.contrib.auth import get_user_model
from django.db import transaction

from articles import languages, markup
from articles.errors import NotAllowed
from articles.models import GlossaryRecord, GlossaryTerm

KEEPERS = ["editor", "admin"]
WORDS_ON_A_PAGE = 100
MOST_IN_USE = 2_000  # every text that is frozen looks for all of them


@dataclass(frozen=True)
class Words:
    """The words in use by their keys, and where to find them in a text."""

    terms: dict[int, GlossaryTerm]
    lexicon: markup.Lexicon

    def frozen(self, order: tuple[int, ...]) -> list[dict]:
        """What a revision keeps of the words that it explains, numbered as print numbers them."""
        return [
            {"number": number, "term": term.term, "explanation": term.explanation}
            for number, term in enumerate((self.terms[key] for key in order), start=1)
        ]


def in_use(language: str) -> Words:
    """The words for texts of this language: the site's own has a glossary, no other one yet."""
    if language != languages.of_site():
        return Words({}, markup.NO_WORDS)
    terms = {term.pk: term for term in GlossaryTerm.objects.in_use()[:MOST_IN_USE]}
    return Words(terms, markup.Lexicon({pk: t.all_spellings() for pk, t in terms.items()}))


@transaction.atomic
def save(term: GlossaryTerm, *, by) -> GlossaryTerm:
    """Add a word, or change it. Texts that were frozen before keep what they say."""
    if not by.has_perm("articles.change_glossaryterm"):
        raise NotAllowed("The glossary is kept by editors. Tell one of them what should change.")
    before = GlossaryTerm.objects.select_for_update(of=("self",)).filter(pk=term.pk).first()
    if term.in_use and not (before and before.in_use):
        refuse_too_many()
    _tidy(term)
    term.changed_by = by
    term.full_clean()
    term.save()
    GlossaryRecord.objects.create(term=term, facts=term.facts(), happened_by=by)
    return term


def refuse_too_many() -> None:
    """Raises NotAllowed where no further word can be taken into use."""
    if GlossaryTerm.objects.in_use().count() >= MOST_IN_USE:
        raise NotAllowed(
            f"There are {MOST_IN_USE} words in use, as many as a text can be searched for. "
            "Take one out of use first."
        )


def listed(after: str = "", first: str = "") -> tuple[list[GlossaryTerm], str]:
    """The words of one page, behind the one with this key or from this letter on; and the key
    after which the list goes on."""
    words = GlossaryTerm.objects.in_use().order_by("sort_key")
    words = words.filter(sort_key__gt=after, sort_key__gte=first)
    found = list(words[: WORDS_ON_A_PAGE + 1])
    shown = found[:WORDS_ON_A_PAGE]
    return shown, shown[-1].sort_key if len(found) > len(shown) else ""


def keepers():
    """The people who may look after a word."""
    people = get_user_model().objects.active().filter(is_demo=False, roles__overlap=KEEPERS)
    return people.order_by("sort_key", "pk")


def _tidy(term):
    term.term = " ".join(term.term.split())
    term.explanation = " ".join(term.explanation.split())
    others = (" ".join(name.split()) for name in term.spellings)
    term.spellings = [name for name in dict.fromkeys(others) if name and name != term.term]
