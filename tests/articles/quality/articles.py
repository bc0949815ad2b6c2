"""One article that every rule likes, and how to make another that differs in one thing."""

from datetime import date

from articles import quality
from articles.quality import CrisisLine, Person, Review, Source, Statements

TODAY = date(2025, 4, 2)
AUTHOR = Person("Ada Author", "1", credentials="RN", disclosure="None")
REVIEWER = Person("Ria Reviewer", "2", credentials="MD", disclosure="None")
REVIEW = Review(
    person=REVIEWER,
    role="clinician",
    reviewed_on=date(2025, 3, 1),
    next_on=date(2027, 3, 1),
    revision="7",
    sha256="abc",
)
SOURCES = (
    Source(1, "journal", "A trial", 2023, {"doi": "10.1056/nejmoa1714855"}),
    Source(2, "government", "A page", 2024, links=("https://medlineplus.gov/sleep.html",)),
)
HELP = (
    CrisisLine("US", "Emergency", "911", is_emergency=True),
    CrisisLine("US", "A helpline", "555 0100", verified_on=date(2025, 1, 15)),
)
BODY = (
    "<h2>What sleep does</h2><p>Sleep lets your body rest.[1] How much you need may vary.[2]</p>"
    "<h2>What to do</h2><ul><li>Go to bed early.</li><li>Talk to your doctor.</li></ul>"
    '<p>Read <a href="https://medlineplus.gov/sleep.html">more about sleep</a>.</p>'
)


def good(body=BODY, *, title="Sleep well", vocabulary=quality.DEFAULT, alts=None, **changes):
    facts = {
        "evaluated_on": TODAY,
        "summary": "How to sleep well, in plain words, for everybody who cannot.",
        "category": "Health > Sleep",
        "authors": (AUTHOR,),
        "editors": ("1",),
        "review": REVIEW,
        "revision": "7",
        "sha256": "abc",
        "published_on": date(2025, 3, 10),
        "updated_on": date(2025, 3, 20),
        "statements": Statements(funding="None"),
        "sources": SOURCES,
        "help_lines": HELP,
        **changes,
    }
    return quality.read(title, body, alts=alts, **facts)


def judge(rule, *args, vocabulary=quality.DEFAULT, **changes):
    """(result, evidence) of one rule on an article that differs from the good one."""
    result = quality.check(good(*args, **changes), vocabulary)[rule]
    return result.result, list(result.evidence)


def result(rule, *args, **changes):
    return judge(rule, *args, **changes)[0]


def said(rule, *paragraphs, **changes):
    """The result for a body of these paragraphs."""
    return result(rule, "".join(f"<p>{text}</p>" for text in paragraphs), **changes)
