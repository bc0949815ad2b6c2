"""The demonstration articles keep the house's own content rules, as far as a machine can tell."""

import re
from functools import cache
from pathlib import Path

import pytest
import yaml

DEMO = Path(__file__).parents[2] / "articles" / "demo"
FILES = sorted(DEMO.glob("*.md"))
GUIDE = DEMO / "how-healthhub-works.md"
MARKER = re.compile(r"\[\^(\d+)\]")
TRUSTED_KINDS = {"journal", "guideline", "label", "government", "systematic-review"}
HELPLINES = ("911", "988", "1-800-662-4357")


def _any_case(pattern):
    return re.compile(pattern, re.IGNORECASE)


FIRST_PERSON = re.compile(r"\b(I|I'm|my|mine|myself|me)\b")
ABSOLUTE = _any_case(
    r"guaranteed to|miracle cure|100% (safe|effective)|completely safe|has no side effects"
    r"|always works|never fails|secret remedy|cures (all|any|cancer|diabetes|HIV|addiction)"
)
STIGMA = _any_case(
    r"\b(addicts?|abusers?|junkie|drug habit|clean and sober|suffering from|afflicted by"
    r"|wheelchair-bound|the mentally ill|diabetics|epileptics|schizophrenics|alcoholics"
    r"|committed suicide|failed attempt|suicide epidemic)\b"
)
UNSAFE = _any_case(r"doctor[- ]shopp|stop your medicine on your own|detox at home|cold turkey")
OLD_NUMBERS = ("1-800-273-8255", "08457 90 90 90", "1850 60 90 90")
SENSITIVE = _any_case(r"opioids?|heroin|fentanyl|overdos\w*|suicid\w*|self-harm\w*|addiction")
TALK_TO = _any_case(r"\b(talk to|ask|call|see)\b[^.]{0,40}(doctor|pharmacist|nurse|911)")
UNCERTAIN = _any_case(r"\b(may|might|could|not known|unclear|more research|varies)\b")
RISK = _any_case(r"side effect|overdos|allergic reaction|interact|do not take|warning")

OPIOID_ANTAGONIST_PACK = (
    r"toleran\w+.{0,300}overdos\w+|overdos\w+.{0,300}toleran\w+",
    (
        r"opioid-free|(7|seven)( to |-|–)(10|14|ten|fourteen) days|precipitat\w+ withdrawal"
        r"|sudden (opioid )?withdrawal"
    ),
    r"naloxone|narcan|nalmefene|\b(call )?(911|999|112)\b",
    r"\bliver|hepat\w+",
    (
        r"(talk|speak|ask|check)[^.]{0,80}(doctor|prescriber|provider|pharmacist)[^.]{0,120}"
        r"(start|stop|chang|take|taking)|do not (start|stop)[^.]{0,120}without"
    ),
)


class Demo:
    """One demo file: its front matter, and its body cut into headings, list items and the rest."""

    def __init__(self, path: Path):
        _, front, self.body = path.read_text(encoding="utf-8").split("---\n", 2)
        self.facts = yaml.safe_load(front)
        self.slug = self.facts["slug"]
        self.references = self.facts.get("references", [])
        self.prose = _plain(self.body)
        self.blocks = [block.strip() for block in self.body.split("\n\n") if block.strip()]
        self.words = len(_words(self.prose))

    def paragraphs(self):
        return [_plain(b) for b in self.blocks if not re.match(r"#|\||- |\d+\. ", b)]

    def list_items(self):
        return [_plain(i) for i in re.findall(r"^(?:- |\d+\. )(.+)$", self.body, re.MULTILINE)]

    def sentences(self):
        return [s for text in self.paragraphs() + self.list_items() for s in _sentences(text)]

    def sections(self):
        return [
            len(_words(_plain(part))) for part in re.split(r"^## ", self.body, flags=re.MULTILINE)
        ]


def _plain(markdown):
    text = MARKER.sub("", markdown)
    text = re.sub(r"\[([^\]]+)\]\([^)]+\)", r"\1", text)
    text = re.sub(r"^\|[ |:-]+\|$", "", text, flags=re.MULTILINE)
    return re.sub(r"^(#+|-|\d+\.) |\*\*", "", text, flags=re.MULTILINE)


def _words(text):
    return re.findall(r"[A-Za-z0-9][A-Za-z0-9'/%.-]*", text)


def _sentences(text):
    joined = re.sub(r"(\d)\.(\d)|\b([ap])\.m\.", r"\1\2\3m", text)
    return [s.strip() for s in re.findall(r"[^.!?]+[.!?]*", joined) if _words(s)]


def _syllables(word):
    """A small rule for English: groups of vowels, without a silent ending; at least one."""
    if len(word) <= 3:
        return 1
    word = word.lower()
    if not re.search(r"(ses|zes|ches|shes|ges|ces|[td]ed|[^aeiouy]le)$", word):
        word = re.sub(r"(es|ed|e)$", "", word)
    groups = re.findall(r"[aeiouy]+", word)
    return max(1, len(groups) + len(re.findall(r"(?<![tsc])i[ao]|eo|ii|(?<!q)u[ao]", word)))


def _grade(sentences):
    """Flesch-Kincaid grade of a list of sentences, in US school years."""
    words = [word for sentence in sentences for word in re.findall(r"[A-Za-z']+", sentence)]
    syllables = sum(map(_syllables, words))
    return 0.39 * len(words) / len(sentences) + 11.8 * syllables / len(words) - 15.59


@cache
def _demo(path):
    return Demo(path)


@pytest.fixture(params=FILES, ids=lambda path: path.stem)
def demo(request):
    return _demo(request.param)


def test_there_are_enough_articles_in_enough_categories():
    facts = [_demo(path).facts for path in FILES]
    assert len(facts) >= 10
    assert len({f["category"].split(" > ")[0] for f in facts}) >= 5
    assert any(" > " in f["category"] for f in facts)


@pytest.mark.parametrize("name", ["title", "slug"])
def test_no_two_articles_share_a_title_or_an_address(name):
    values = [_demo(path).facts[name] for path in FILES]
    assert len(set(values)) == len(values)


def test_the_facts_at_the_top_are_complete(demo):
    facts = demo.facts
    assert re.fullmatch(r"[a-z0-9]+(-[a-z0-9]+)*", demo.slug)
    assert 50 <= len(facts["summary"]) <= 300 and facts["summary"].endswith(".")
    assert 2 <= len(facts["tags"]) <= 4 and all(tag == tag.lower() for tag in facts["tags"])
    assert facts["synonyms"]
    assert not {"author", "authors", "byline"} & set(facts)


def test_every_reference_is_complete_and_cited_and_every_mark_has_its_reference(demo):
    assert [r["number"] for r in demo.references] == list(range(1, len(demo.references) + 1))
    assert {int(n) for n in MARKER.findall(demo.body)} == {r["number"] for r in demo.references}
    assert all(r["title"] and r["publisher"] for r in demo.references)
    assert all(re.match(r"https?://[\w.-]+\.gov/", r["url"]) for r in demo.references)


def test_a_mark_directly_follows_the_word_it_supports(demo):
    assert not re.search(r"[\s.,:;!?\]]\[\^", demo.body)


@pytest.mark.parametrize("path", [p for p in FILES if p != GUIDE], ids=lambda p: p.stem)
def test_a_health_article_has_two_sources_and_one_of_a_trusted_kind(path):
    demo = _demo(path)
    assert len({r["url"] for r in demo.references}) >= 2
    assert TRUSTED_KINDS & {r["kind"] for r in demo.references}


def test_the_length_suits_a_reader(demo):
    assert 350 <= demo.words <= 800


def test_the_words_are_plain(demo):
    assert _grade(demo.sentences()) <= 8


def test_sentences_and_paragraphs_are_short(demo):
    assert [s for s in demo.sentences() if len(_words(s)) > 20] == []
    assert [p for p in demo.paragraphs() if len(_sentences(p)) > 3] == []


def test_headings_lists_and_sections_are_in_order(demo):
    levels = [len(marks) for marks in re.findall(r"^(#+) ", demo.body, re.MULTILINE)]
    assert levels.count(2) >= 2 and set(levels) <= {2, 3} and levels[0] == 2
    assert max(demo.sections()) <= 300
    runs = [re.findall(r"^(?:- |\d+\. )", block, re.MULTILINE) for block in demo.blocks]
    assert any(runs) and max(map(len, runs)) <= 7


@pytest.mark.parametrize(
    "pattern", [FIRST_PERSON, ABSOLUTE, STIGMA, UNSAFE], ids=lambda p: p.pattern[:20]
)
def test_the_text_has_none_of_the_words_we_avoid(demo, pattern):
    assert not pattern.search(f"{demo.facts['title']}\n{demo.facts['summary']}\n{demo.prose}")


def test_an_abbreviation_is_explained_where_it_first_appears(demo):
    for short in set(re.findall(r"\b[A-Z]{2,6}s?\b", demo.prose)):
        first = re.search(rf"\b{short}\b", demo.prose).start()
        assert demo.prose[first - 1 : first + len(short) + 1] == f"({short})", short


def test_the_reader_is_sent_to_a_professional_and_told_what_is_uncertain(demo):
    assert TALK_TO.search(demo.prose)
    assert UNCERTAIN.search(demo.prose)


def test_an_article_about_medicines_tells_their_risks():
    about = [d for d in map(_demo, FILES) if "medicines" in d.facts["tags"]]
    assert len(about) >= 3
    assert [d.slug for d in about if not RISK.search(d.prose)] == []


def test_a_sensitive_article_carries_the_crisis_lines(demo):
    assert not [number for number in OLD_NUMBERS if number in demo.body]
    if len(SENSITIVE.findall(demo.prose)) >= 3:
        assert "911" in demo.prose and "988" in demo.prose


def test_the_naltrexone_article_makes_every_statement_of_its_topic_pack():
    demo = _demo(DEMO / "naltrexone.md")
    missing = [
        p for p in OPIOID_ANTAGONIST_PACK if not re.search(p, demo.prose, re.IGNORECASE | re.DOTALL)
    ]
    assert missing == []
    assert all(number in demo.prose for number in HELPLINES)


def test_the_guide_explains_the_stages_the_steps_and_the_roles():
    text = _demo(GUIDE).prose.lower()
    stages = ("draft", "in review", "approved", "published")
    steps = (
        "submit",
        "recall",
        "approve",
        "ask for changes",
        "publish",
        "revise",
        "withdraw",
    )
    more = ("restore", "publish without review", "give a reason", "unchanged")
    roles = (
        "authors",
        "editors",
        "reviewers",
        "moderators",
        "publishers",
        "administrators",
    )
    assert [word for word in stages + steps + more + roles if word not in text] == []
