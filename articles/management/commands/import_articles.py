import sys
from contextlib import contextmanager, nullcontext
from pathlib import Path

from django.contrib.auth import get_user_model
from django.core.management.base import BaseCommand, CommandError
from django.db import transaction

from articles.importers import registry
from articles.importers.load import RESULTS, Loader
from articles.importers.progress import Progress
from articles.importers.report import Report

ENDINGS = ", ".join(registry.KINDS)


class Command(BaseCommand):
    help = (
        "Imports articles as drafts. A second run changes nothing; what was edited here is kept; "
        "one bad item never stops the rest."
    )

    def add_arguments(self, parser):
        parser.add_argument(
            "paths",
            nargs="+",
            type=Path,
            metavar="PATH",
            help=f"a file, or a folder with all below it ({ENDINGS})",
        )
        parser.add_argument(
            "--source",
            choices=list(registry.READERS),
            help="the reader, whatever the file's ending",
        )
        parser.add_argument(
            "--dry-run", action="store_true", help="do everything, report it, and undo it"
        )
        parser.add_argument(
            "--publish-unreviewed",
            action="store_true",
            help="publish by the named exception to review; needs --by",
        )
        parser.add_argument("--by", metavar="EMAIL", help="the person who answers for the import")
        parser.add_argument("--report", type=Path, metavar="FILE.json", help="one row an item")

    def handle(self, *, paths, source, dry_run, publish_unreviewed, by, report, **options):
        person = _person(by, publish_unreviewed)
        report = _open_report(report)
        progress = Progress(_stream(self.stderr), sum(registry.count(p, source) for p in paths))
        try:
            with _undone() if dry_run else nullcontext():
                person = person or get_user_model().objects.system()
                loader = Loader(by=person, publish=publish_unreviewed)
                for path in paths:
                    self.load(registry.read(path, source), loader, progress, report)
            if report:
                report.finish(loader.counts, dry_run=dry_run)
        except BaseException:
            if report:
                report.abandon()
            raise
        finally:
            progress.finish()
        self.tell(loader.counts, dry_run=dry_run)

    def load(self, found, loader, progress, report):
        for entry in found:
            row = loader.load(entry)
            progress.step()
            if report:
                report.add(row)
            if row.message:
                progress.say(f"{row.where}: {row.result}. {row.message}")

    def tell(self, counts, *, dry_run):
        parts = [f"{counts[name]:,} {name}" for name in RESULTS if counts[name]]
        undone = " Dry run: nothing was kept." if dry_run else ""
        self.stdout.write(f"{', '.join(parts).capitalize() or 'Nothing to import'}.{undone}")
        if failed := counts["failed"]:
            raise CommandError(
                f"{failed:,} of {counts.total():,} items failed, each for the reason given above. "
                "Put them right and import again: what went well is not imported twice."
            )


@contextmanager
def _undone():
    with transaction.atomic():
        yield
        transaction.set_rollback(True)


def _person(email, publishes):
    """Who imports, or None for the site's own account: no person is made up."""
    if email is None:
        if publishes:
            raise CommandError(
                "--publish-unreviewed needs --by EMAIL: somebody has to answer for it."
            )
        return None
    person = get_user_model().objects.filter(email=email.strip().lower()).first()
    if person is None:
        raise CommandError(
            f"There is no account for “{email}”. Give the e-mail address of somebody who has one."
        )
    right = "articles.publish_unreviewed_article" if publishes else "articles.add_article"
    if not person.has_perm(right):
        what = "publish without review" if publishes else "write articles"
        raise CommandError(f"{person} may not {what}. Name somebody with that right in --by.")
    return person


def _open_report(path):
    try:
        return Report(path) if path else None
    except OSError as error:
        raise CommandError(
            f"The report “{path}” cannot be written ({error.strerror}). Choose another place."
        ) from error


def _stream(wrapper):
    """The stream itself: Django's wrapper would end every piece of the bar with a new line."""
    return getattr(wrapper, "_out", sys.stderr)
