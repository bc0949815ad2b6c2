import json
import re
from datetime import date

from django.core.management.base import BaseCommand, CommandError
from django.db import DatabaseError
from django.utils import timezone

from articles import help_lines, quality, vocabulary
from articles.management.documents import NotToBeChecked, document_named
from articles.quality import words

DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
REGION = re.compile(r"[A-Z]{2}")
TOTALS = {
    "block": "blocking failures",
    "warn": "warnings",
    "inform": "informational",
    "pass": "passed",
    "na": "not applicable",
}


class Command(BaseCommand):
    help = (
        "Judges one article by the quality rules: a file of any import source, or the slug of a "
        "stored article (what readers see of it, else its manuscript). Nothing is changed."
    )

    def add_arguments(self, parser):
        parser.add_argument("article", metavar="PATH_OR_SLUG")
        parser.add_argument("--region", default="US", help="whose help lines count (default: US)")
        parser.add_argument(
            "--on", metavar="YYYY-MM-DD", help="the day to judge on (default: today)"
        )
        parser.add_argument("--json", action="store_true", help="print one JSON object")

    def handle(self, *, article, region, on, json, **options):
        facts = {"evaluated_on": _day(on), "region": _region(region)}
        try:
            report = quality.check(document_named(article, **facts), self._vocabulary())
        except NotToBeChecked as error:
            raise CommandError(str(error)) from error
        self._tell_of_a_region_without_help(**facts)
        self.stdout.write(_as_json(report) if json else _as_table(report))

    def _vocabulary(self):
        """The site's own lists; a file can be judged where there is no site yet."""
        try:
            return vocabulary.current()
        except DatabaseError:
            self.stderr.write("The site's word lists cannot be read; those of HealthHub are used.")
            return quality.DEFAULT

    def _tell_of_a_region_without_help(self, evaluated_on, region):
        try:
            countries = {country.code for country in help_lines.countries(evaluated_on)}
        except DatabaseError:
            return  # told already: without a database there is no site whose lines could count
        if help_lines.ALSO_CALLED.get(region, region) not in countries:
            self.stderr.write(
                f"There are no help lines for the region {region}. Check its two letters, or add "
                "its help lines to the site."
            )


def _day(written):
    if written is None:
        return timezone.localdate()
    try:
        if DAY.fullmatch(written):
            return date.fromisoformat(written)
    except ValueError:
        pass
    raise CommandError(f"“{written}” is not a day. Write --on like 2025-04-02.")


def _region(written):
    if not REGION.fullmatch(written.upper()):
        raise CommandError(f"“{written}” is not a region. Write two letters, such as US or GB.")
    return written.upper()


def _as_json(report):
    names = ("id", "key", "severity", "result", "evidence")
    rules = [{name: getattr(result, name) for name in names} for result in report.rules]
    return json.dumps({"rules": rules, "totals": report.totals}, ensure_ascii=False, indent=2)


def _as_table(report):
    lines = []
    for result in report.rules:
        graveness = result.severity if result.result == quality.FAIL else ""
        title = words.TITLES[result.id]
        lines.append(f"{result.id}  {result.result:4}  {graveness:6}  {title}")
        lines += [f"{'':23}{issue.place}: {words.message(issue)}" for issue in result.issues]
    told = ", ".join(f"{report.totals[name]} {label}" for name, label in TOTALS.items())
    return "\n".join([*lines, "", f"{told[0].upper()}{told[1:]}."])
