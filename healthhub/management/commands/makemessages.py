from django.core.management.commands import makemessages

# The desk speaks English; tests and benchmarks speak to nobody.
NOT_FOR_READERS = [".venv", "var", "tests", "benchmarks", "docs", "bin", "templates/admin"]


class Command(makemessages.Command):
    """Collects what readers' pages say, for locale/: `makemessages -l es`."""

    msgmerge_options = [*makemessages.Command.msgmerge_options, "--no-location", "--no-wrap"]
    msguniq_options = [*makemessages.Command.msguniq_options, "--no-location", "--no-wrap"]
    msgattrib_options = [*makemessages.Command.msgattrib_options, "--no-location", "--no-wrap"]

    def handle(self, *args, **options):
        options["ignore_patterns"] = [*options["ignore_patterns"], *NOT_FOR_READERS]
        options["no_obsolete"] = True
        super().handle(*args, **options)
