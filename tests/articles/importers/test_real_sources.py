"""The articles HealthHub was made for; skipped where their files are not beside the project."""

import re
from datetime import date
from pathlib import Path

import pytest

from articles.importers import registry
from articles.importers.item import Problem
from articles.importers.load import Loader
from articles.models import Article

SHARED = Path(__file__).resolve().parents[4] / "shared"
SEED = SHARED / "seed" / "naltrexone.txt"
CORPUS = SHARED / "corpus"
DEMO = Path(__file__).resolve().parents[3] / "articles" / "demo"
HEADINGS = [
    "Understanding Naltrexone",
    "Effectiveness of Naltrexone in Recovery",
    "Aid in Relapse Prevention",
    "Challenges of Recovery",
    "Seeking the Right Support",
    "Embracing Personal Responsibility",
    "Conclusion",
]


def needs(path):
    return pytest.mark.skipif(not path.exists(), reason=f"{path.name} is not here to be read")


@needs(SEED)
def test_the_seed_is_read_as_agreed():
    (item,) = registry.read(SEED)
    assert item.title == "Naltrexone and Brain Recovery from Long-Term Opioid Addiction"
    assert item.category == "Health"
    assert item.original_published_on == date(2025, 3, 26)
    assert item.baseline_views == 2634
    assert re.findall(r"<h2>(.*?)</h2>", item.body_html) == HEADINGS
    assert "When con</" not in item.body_html and item.title not in item.body_html


@needs(SEED)
def test_the_words_of_the_seed_are_unchanged():
    (item,) = registry.read(SEED)
    text = SEED.read_text(encoding="utf-8")
    body = text[text.rindex(item.title) + len(item.title) :]
    assert re.sub(r"<[^>]+>", "\n", item.body_html).split() == body.split()


@needs(SEED)
def test_the_seed_is_served_with_its_notice(client, publisher):
    loader = Loader(by=publisher, publish=True)
    rows = [loader.load(found) for found in registry.read(SEED)]
    assert [row.result for row in rows] == ["published"]
    article = Article.objects.get()
    assert article.live.byline == [] and article.read_total.imported == 2634
    page = client.get(article.get_absolute_url()).content.decode()
    assert "has not been medically reviewed" in page and "2,634" in page


@needs(CORPUS)
@pytest.mark.parametrize(
    "name, good, bad",
    [("medlineplus_topics", 1_023, 0), ("medquad_articles", 4_190, 3), ("sample_1000", 998, 2)],
)
def test_the_corpus_is_read_to_its_last_line(name, good, bad):
    found = list(registry.read(CORPUS / f"{name}.jsonl"))
    problems = [entry for entry in found if isinstance(entry, Problem)]
    assert (len(found) - len(problems), len(problems)) == (good, bad)
    assert all("no title" in problem.message for problem in problems)


@needs(CORPUS)
def test_articles_of_the_corpus_are_loaded_once(author):
    some = [e for n, e in enumerate(registry.read(CORPUS / "sample_1000.jsonl")) if n % 20 == 0]
    for result in ("created", "unchanged"):
        loader = Loader(by=author)
        assert {loader.load(entry).result for entry in some} == {result}


def test_every_demonstration_article_can_be_read():
    found = list(registry.read(DEMO))
    assert found and [entry for entry in found if isinstance(entry, Problem)] == []
