"""What differs between two revisions, field by field, as a person reads it."""

from types import SimpleNamespace

import pytest

from articles.differences import READERS, SAME_WORDS, compare_revisions
from articles.models.revision import SIGNED_FIELDS

SAME = {
    "title": "Sleep well",
    "summary": "How to sleep.",
    "body_html": '<h2 id="why">Why</h2><p>Sleep helps.</p><ul><li>Rest</li></ul>',
    "also_known_as": ["Slumber"],
    "byline": [{"id": 1, "name": "Ada", "credentials": "MD", "slug": "ada"}],
    "sources": [{"number": 1, "kind": "web", "citation": "On rest.", "links": [["URL", "/r"]]}],
    "attribution": {},
    "content_type": "article",
    "medicines": [],
    "statements": {"funding": "None", "sponsored": False, "label": "", "experience": ""},
    "claims": [],
    "key_facts": ["Sleep helps."],
    "glossary": [],
    "language": "en",
}
CLAIM = {"key": 7, "text": "Sleep helps.", "strength": "very_low", "note": "", "sources": [1]}


def revision(**changes):
    return SimpleNamespace(**{**SAME, **changes})


def difference(**changes):
    (found,) = compare_revisions(revision(), revision(**changes))
    return found


def shown(found):
    marks = {"same": "{}", "removed": "[-{}-]", "added": "[+{}+]"}
    return "".join(marks[kind].format(text) for kind, text in found.pieces)


def test_every_signed_field_is_compared():
    assert set(READERS) == set(SIGNED_FIELDS) == set(SAME)


def test_the_same_text_has_no_differences():
    assert compare_revisions(revision(), revision()) == []


@pytest.mark.parametrize(
    ("field", "value", "expected"),
    [
        ("title", "Sleep better", "Sleep [-well-][+better+]"),
        ("also_known_as", ["Slumber", "Nap"], "Slumber[+\nNap+]"),
        ("key_facts", ["Sleep helps.", "So does rest."], "Sleep helps.[+\nSo does rest.+]"),
        (
            "glossary",
            [{"number": 1, "term": "nap", "explanation": "A short sleep."}],
            "[+nap: A short sleep.+]",
        ),
        ("medicines", ["Melatonin"], "[+Melatonin+]"),
        ("content_type", "treatment", "[-article-][+treatment+]"),
        ("attribution", {"text": "By X", "url": ""}, "[+Words: By X+]"),
        (
            "statements",
            {"funding": "A company", "sponsored": True, "label": "Paid", "experience": ""},
            "Funding: [-None-][+A company\nSponsored: yes\nLabel of the sponsor: Paid+]",
        ),
        (
            "byline",
            [{"id": 2, "name": "Bea", "credentials": "", "slug": "bea"}],
            "[-Ada, MD-][+Bea+]",
        ),
        (
            "claims",
            [CLAIM],
            "[+Claim: Sleep helps.\nStrength of the evidence: very low\nSources: [1]+]",
        ),
    ],
)
def test_each_field_is_read_in_words(field, value, expected):
    found = difference(**{field: value})
    assert (found.name, shown(found)) == (field, expected)


def test_the_body_keeps_its_lines():
    changed = (
        SAME["body_html"].replace("Rest", "Rest well").replace("<h2", "<h3").replace("h2>", "h3>")
    )
    assert shown(difference(body_html=changed)) == (
        "[-Heading-][+Subheading+]: Why\nSleep helps.\n• Rest[+ well+]"
    )


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ('<p>See <a href="https://a.example/">this</a>.</p>', "https://a.example/"),
        ("<p>10<sup>6</sup></p>", "10^6"),
        ("<p>H<sub>2</sub>O</p>", "H_2O"),
        ('<p><img src="/media/images/a.png" alt="A bed"></p>', "[Picture: A bed, file a.png]"),
        ('<p>x<sup class="citation"><a href="#source-2">[2]</a></sup></p>', "x[2]"),
    ],
)
def test_what_a_tag_means_is_compared_too(one, other):
    assert other in difference(body_html=one).after


def test_the_link_to_the_evidence_is_no_word_of_the_text():
    link = '<sup class="citation"><a class="evidence" href="#evidence-7">Evidence</a></sup>'
    assert "Evidence" not in difference(body_html=f"<p>Sleep{link}.</p>").after


def test_a_change_that_no_word_shows_is_named():
    found = difference(body_html=SAME["body_html"].replace("helps", "<em>helps</em>"))
    assert found.note == SAME_WORDS and [kind for kind, _ in found.pieces] == ["same"]


def test_long_unchanged_parts_are_folded():
    items = [f"<p>Line {n}.</p>" for n in range(30)]
    one, items[20] = "".join(items), "<p>Line twenty.</p>"
    (found,) = compare_revisions(revision(body_html=one), revision(body_html="".join(items)))
    assert [(s.is_folded, len(s.lines)) for s in found.stretches] == [
        (True, 19),
        (False, 3),
        (True, 8),
    ]
    assert found.stretches[1].lines[1] == [
        ("same", "Line "), ("removed", "20"), ("added", "twenty"), ("same", "."),
    ]  # fmt: skip
