"""`manage.py import_articles`: what it says, how it ends, and what it leaves."""

import io
import json

import pytest
from django.contrib.auth import get_user_model
from django.core.management import CommandError, call_command

from articles.importers.progress import Progress
from articles.models import Article, Category

GOOD = "---\ntitle: {title}\ncategory: Sleep\n---\nWords.\n"


@pytest.fixture
def folder(tmp_path, db):
    def fill(*titles):
        for title in titles:
            (tmp_path / f"{title.lower()}.md").write_text(GOOD.format(title=title))
        return tmp_path

    return fill


def run(*args, **options):
    out, err = io.StringIO(), io.StringIO()
    call_command("import_articles", *map(str, args), stdout=out, stderr=err, **options)
    return out.getvalue(), err.getvalue()


def test_a_folder_is_imported_and_counted(folder):
    out, err = run(folder("Naps", "Rest"))
    assert out == "2 created.\n" and err == ""
    assert run(folder())[0] == "2 unchanged.\n"


def test_without_a_name_the_sites_own_account_imports(folder):
    run(folder("Naps"))
    assert Article.objects.get().created_by == get_user_model().objects.system()


def test_a_named_person_imports(folder, author):
    run(folder("Naps"), "--by", author.email.upper())
    assert Article.objects.get().created_by == author


def test_a_dry_run_tells_everything_and_keeps_nothing(folder, publisher, tmp_path):
    report = tmp_path / "report.json"
    options = ["--publish-unreviewed", "--by", publisher.email, "--report", report]
    out, _ = run(folder("Naps"), "--dry-run", *options)
    assert out == "1 published. Dry run: nothing was kept.\n"
    assert not Article.objects.exists() and not Category.objects.exists()
    told = json.loads(report.read_text())
    assert told["dry_run"] is True and told["counts"] == {"published": 1}


def test_a_dry_run_makes_no_account(folder):
    before = get_user_model().objects.count()
    run(folder("Naps"), "--dry-run")
    assert get_user_model().objects.count() == before


def test_failures_are_told_the_rest_is_done_and_the_command_ends_badly(folder, tmp_path):
    path = folder("Naps", "Rest")
    (path / "bad.md").write_text("Words without a title.")
    report = tmp_path / "report.json"
    err = io.StringIO()
    with pytest.raises(CommandError, match="1 of 3 items failed"):
        call_command("import_articles", path, report=report, stdout=io.StringIO(), stderr=err)
    assert "bad.md: failed. This article has no title." in err.getvalue()
    assert Article.objects.count() == 2
    told = json.loads(report.read_text())
    assert told["counts"] == {"failed": 1, "created": 2}
    assert [row["result"] for row in told["items"]] == ["failed", "created", "created"]
    assert told["items"][1]["title"] == "Naps" and told["items"][1]["slug"] == "naps"


def test_publishing_publishes_and_a_second_run_does_not(folder, publisher):
    options = ["--publish-unreviewed", "--by", publisher.email]
    assert run(folder("Naps"), *options)[0] == "1 published.\n"
    assert run(folder("Naps"), *options)[0] == "1 unchanged.\n"
    assert Article.objects.get().is_public


@pytest.mark.parametrize(
    "options, words",
    [
        (["--publish-unreviewed"], "needs --by EMAIL"),
        (["--by", "nobody@example.org"], "no account for “nobody@example.org”"),
        (["--publish-unreviewed", "--by", "AUTHOR"], "may not publish without review"),
        (["--by", "READER"], "may not write articles"),
        (["--report", "/nowhere/at/all.json"], "cannot be written"),
        (["--source", "nonsense"], "invalid choice"),
    ],
)
def test_wrong_arguments_stop_it_before_it_begins(folder, author, reader, options, words):
    people = {"AUTHOR": author.email, "READER": reader.email}
    with pytest.raises(CommandError, match=words):
        run(folder("Naps"), *(people.get(option, option) for option in options))
    assert not Article.objects.exists()


def test_a_retired_person_cannot_import(folder, author):
    author.is_active = False
    author.save()
    with pytest.raises(CommandError, match="may not"):
        run(folder("Naps"), "--by", author.email)


def test_a_missing_path_fails_and_the_others_are_imported(folder, tmp_path):
    with pytest.raises(CommandError, match="1 of 2"):
        run(tmp_path / "missing.md", folder("Naps") / "naps.md")
    assert Article.objects.count() == 1


def test_a_broken_report_leaves_no_half_file(folder, monkeypatch, tmp_path):
    def stop(*args):
        raise KeyboardInterrupt

    monkeypatch.setattr("articles.importers.load.Loader.load", stop)
    with pytest.raises(KeyboardInterrupt):
        run(folder("Naps"), "--report", tmp_path / "report.json")
    assert [p.name for p in tmp_path.iterdir()] == ["naps.md"]


class Terminal(io.StringIO):
    def isatty(self):
        return True


def test_a_terminal_sees_a_bar_and_anything_else_plain_lines():
    terminal, plain = Terminal(), io.StringIO()
    for stream in (terminal, plain):
        progress = Progress(stream, 1_000)
        for _ in range(1_000):
            progress.step()
        progress.say("done")
        progress.finish()
    assert "█" in terminal.getvalue() or "░" in terminal.getvalue()
    assert plain.getvalue() == "500 of 1,000 items\n1,000 of 1,000 items\ndone\n"
