#!/usr/bin/env python
"""HealthHub's commands. Use bin/manage, which sets up the virtual environment first."""

import os
import sys


def main() -> None:
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "healthhub.settings")
    try:
        from django.core.exceptions import ImproperlyConfigured
        from django.core.management import execute_from_command_line
        from django.db import OperationalError
    except ImportError:
        sys.exit("Django is not installed in this Python. Use bin/manage instead of manage.py.")

    try:
        execute_from_command_line(sys.argv)
    except ImproperlyConfigured as error:
        sys.exit(str(error))
    except OperationalError as error:
        named = " (see DATABASE_URL)" if os.environ.get("DATABASE_URL") else ""
        if "--traceback" in sys.argv:
            raise
        sys.exit(f"The database cannot be used{named}: {error}")


if __name__ == "__main__":
    main()
