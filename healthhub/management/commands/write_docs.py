from pathlib import Path

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from accounts import roles_page
from articles import workflow_page
from healthhub import access

PAGES = {
    "workflow.md": workflow_page.render,
    "roles.md": lambda: roles_page.render() + access.render(),
}


class Command(BaseCommand):
    help = "Writes the pages of docs/ that are made from code; --check only says which are stale."

    def add_arguments(self, parser):
        parser.add_argument("--check", action="store_true")

    def handle(self, *, check, **options):
        folder = Path(settings.BASE_DIR) / "docs"
        stale = [name for name, render in PAGES.items() if _read(folder / name) != render()]
        if check and stale:
            raise CommandError(f"Stale: docs/{', docs/'.join(stale)}. Run manage.py write_docs.")
        for name in stale:
            (folder / name).write_text(PAGES[name]())
            self.stdout.write(f"Wrote docs/{name}.")


def _read(path):
    return path.read_text() if path.exists() else ""
