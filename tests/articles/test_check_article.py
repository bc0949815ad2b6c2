"""`manage.py check_article`: a file or a stored article, as a table or as JSON."""

import io
import json
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command
from django.db import OperationalError

from articles import vocabulary, word_lists, workflow
from articles.models import Image, WordList

pytestmark = pytest.mark.django_db
SEED = Path(__file__).resolve().parents[3] / "shared" / "seed" / "naltrexone.txt"
MARKDOWN = """---
title: Sleep well
category: Sleep
summary: How to sleep well, in plain words, for everybody who cannot.
original_date: 2025-03-26
references:
  - {number: 1, kind: journal, title: A trial, date: "2023", doi: 10.1056/nejmoa1714855}
  - {number: 2, kind: government, title: A page, url: "https://medlineplus.gov/sleep.html"}
---
## Rest

Sleep may help you[^1]. Talk to your doctor.[^2]
"""


def told(*args):
    out = io.StringIO()
    call_command("check_article", *map(str, args), stdout=out)
    return out.getvalue()


def judged(*args):
    found = json.loads(told(*args, "--json"))
    assert set(found) == {"rules", "totals"}
    return {rule["id"]: rule for rule in found["rules"]}, found["totals"]


@pytest.fixture
def sleep(tmp_path):
    path = tmp_path / "sleep.md"
    path.write_text(MARKDOWN)
    return path


def test_a_file_is_judged(sleep):
    rules, totals = judged(sleep, "--on", "2025-04-02")
    assert len(rules) == 30 and sum(totals.values()) == 30
    assert set(rules["HQ-01"]) == {"id", "key", "severity", "result", "evidence"}
    assert rules["HQ-01"]["result"] == "fail"
    passing = {id for id, rule in rules.items() if rule["result"] == "pass"}
    assert {"HQ-06", "HQ-08", "HQ-16", "HQ-20", "HQ-21", "HQ-27"} <= passing
    assert rules["HQ-09"]["result"] == "pass"
    assert rules["HQ-10"]["evidence"] == ["[2] no year"]


@pytest.mark.skipif(not SEED.exists(), reason="the seed is not here to be read")
def test_the_seed_gives_the_agreed_totals():
    rules, totals = judged(SEED, "--region", "US", "--on", "2025-04-02")
    assert totals == {"block": 10, "warn": 8, "inform": 2, "pass": 7, "na": 3}
    assert rules["HQ-27"]["evidence"] == ["ends “When con”"]
    assert rules["HQ-15"]["evidence"] == ["1 treatment: naltrexone"]


def test_the_lists_that_editors_keep_are_used(sleep, editor):
    trusted = WordList.objects.get(key="trusted_hosts")
    facts = {"by": editor, "on": 1, "source": "x", "reason": "x"}
    word_lists.revise(trusted, text="nhs.uk", **facts)
    assert judged(sleep)[0]["HQ-21"]["result"] == "fail"


def test_a_file_is_judged_without_a_database_too(sleep, monkeypatch, capsys):
    def away():
        raise OperationalError("gone")

    monkeypatch.setattr(vocabulary, "current", away)
    assert judged(sleep)[0]["HQ-21"]["result"] == "pass"
    assert "those of HealthHub are used" in capsys.readouterr().err


def test_the_table_says_what_to_do(sleep):
    table = told(sleep, "--on", "2025-04-02")
    assert "HQ-01  fail  block   An author is named" in table
    assert "authors: Name at least one author" in table
    assert table.rstrip().endswith("not applicable.")


@pytest.mark.parametrize("day", ["2025-4-2", "20250402", "2025-02-30", "today", ""])
def test_a_wrong_day_is_refused(sleep, day):
    with pytest.raises(CommandError, match="Write --on like 2025-04-02"):
        told(sleep, "--on", day)


def test_a_wrong_region_is_refused(sleep):
    with pytest.raises(CommandError, match="Write two letters"):
        told(sleep, "--region", "USA")


def test_a_region_without_help_lines_is_told_and_judged(sleep, capsys):
    assert len(judged(sleep, "--region", "xx")[0]) == 30
    assert "There are no help lines for the region XX." in capsys.readouterr().err
    for region in ("us", "GB", "uk"):
        told(sleep, "--region", region)
    assert capsys.readouterr().err == ""


def test_unknown_names_are_refused(db, tmp_path):
    for name in ("no-such-article", tmp_path / "none.md", "x" * 5000, "a\0b", tmp_path):
        with pytest.raises(CommandError, match="There is no file and no stored article"):
            told(name)


def test_files_that_are_no_article_are_refused(tmp_path):
    contents = {"a.pdf": "x", "b.md": "Words.\n", "c.jsonl": '{"title": 1}\n', "d.jsonl": "\n"}
    for name, text in contents.items():
        (tmp_path / name).write_text(text)
        with pytest.raises(CommandError):
            told(tmp_path / name)


def test_a_file_of_several_articles_is_refused(tmp_path):
    line = json.dumps({"id": "1", "title": "A", "body_html": "<p>x</p>", "category": "B"})
    path = tmp_path / "many.jsonl"
    path.write_text(f"{line}\n{line.replace('1', '2')}\n")
    with pytest.raises(CommandError, match="several articles"):
        told(path)


def test_a_draft_is_judged_as_it_is_written(make_draft):
    references = [{"number": 1, "kind": "journal", "title": "A trial", "date": "2024"}]
    body = '<p><span data-source="1">Sleep</span> helps.</p>'
    draft = make_draft(body=body, references=references)
    rules, _ = judged(draft.slug)
    assert rules["HQ-01"]["result"] == "pass"
    assert rules["HQ-02"]["result"] == "pass"
    assert rules["HQ-03"]["evidence"] == ["no reviewer"]
    assert rules["HQ-08"]["evidence"] == ["1 source"]
    assert rules["HQ-09"]["result"] == "pass"
    assert rules["HQ-06"]["result"] == "fail"


def test_the_text_of_a_picture_is_known(make_draft, author):
    image = Image.objects.create(
        file="images/bed.png", width=1, height=1, alt="A bed", uploaded_by=author
    )
    draft = make_draft(body=f'<p>x</p><p><img src="/media/{image.file.name}"></p>')
    assert judged(draft.slug)[0]["HQ-30"]["result"] == "pass"


def test_what_readers_see_is_judged_with_its_review(published):
    rules, _ = judged(published.slug)
    for id in ("HQ-01", "HQ-03", "HQ-04", "HQ-06"):
        assert rules[id]["result"] == "pass", rules[id]
    assert rules["HQ-05"]["result"] == "pass"


def test_a_correction_does_not_change_what_is_judged(published, author):
    workflow.revise(published, by=author)
    assert judged(published.slug)[0]["HQ-04"]["result"] == "pass"


def test_an_approved_manuscript_has_its_approval(draft, author, reviewer):
    workflow.submit(draft, by=author)
    assert judged(draft.slug)[0]["HQ-04"]["result"] == "fail"
    workflow.approve(draft, by=reviewer)
    rules, _ = judged(draft.slug)
    assert rules["HQ-03"]["result"] == "pass" and rules["HQ-04"]["result"] == "pass"
