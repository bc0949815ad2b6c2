from django.core.management.base import BaseCommand, CommandError

from articles import history_check
from articles.models import Article


class Command(BaseCommand):
    help = (
        "Finds what was changed in the history of articles behind the application's back: events, "
        "texts, reviews, exceptions and notices that were altered, added or removed. Ends with 1 "
        "when it finds something."
    )

    def add_arguments(self, parser):
        parser.add_argument("--article", metavar="SLUG", help="Look at one article only.")
        parser.add_argument(
            "--head",
            action="store_true",
            help="Also print one digest over all histories, to be kept outside this database.",
        )

    def handle(self, *args, article=None, head=False, **options):
        if article and not Article.objects.filter(slug=article).exists():
            raise CommandError(f"There is no article with the slug “{article}”.", returncode=2)
        count = history_check.Count()
        for sentence in history_check.check(count, article or ""):
            self.stdout.write(sentence)
        if head:
            self.stdout.write(f"Digest over all histories: {history_check.head()}")
        self.stdout.write(_summary(count))
        if count.findings:
            raise SystemExit(1)


def _summary(count):
    read = f"{_many(count.articles, 'article')} with {_many(count.events, 'event')} read"
    if count.findings:
        return f"{read}. {_many(count.findings, 'finding')}: tell an administrator."
    return f"{read}: everything is as it was written."


def _many(number, what):
    return f"{number:,} {what}{'' if number == 1 else 's'}"
