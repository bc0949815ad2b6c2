from django.core.management.commands import compilemessages


class Command(compilemessages.Command):
    """Compiles locale/ only: packages bring their own catalogues compiled."""

    def handle(self, *args, **options):
        options["ignore_patterns"] = [*options["ignore_patterns"], ".venv", "var"]
        super().handle(*args, **options)
