"""A whole HealthHub for one benchmark, in a folder that is deleted when the process ends."""

import atexit
import contextlib
import io
import os
import shutil
import sys
import tempfile
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent


def make_site(*, with_demo: bool) -> None:
    """Sets Django up on an empty database of its own; call it before importing any app."""
    folder = Path(tempfile.mkdtemp(prefix="healthhub-benchmark-"))
    folder.chmod(0o755)  # for root: the user who runs PostgreSQL has to enter it
    # What is registered first runs last: after the reads are flushed and the server is stopped.
    atexit.register(_remove, folder)
    os.environ |= {"HEALTHHUB_VAR": str(folder), "DJANGO_SETTINGS_MODULE": "healthhub.settings"}
    for name in ("DATABASE_URL", "DEBUG", "HEALTHHUB_PRODUCTION", "HEALTHHUB_PROCESS"):
        os.environ.pop(name, None)
    sys.path.insert(0, str(ROOT))

    import django

    django.setup()
    from articles import readership
    from healthhub.making_ready import make_ready

    readership.start_flushing = lambda: None  # its thread would go on after the database

    with contextlib.redirect_stdout(io.StringIO()):  # the passwords of a site nobody will see
        make_ready(lambda text: print(f"  {text}", file=sys.stderr), with_demo=with_demo)


def _remove(folder: Path) -> None:
    """More than once: the server's keeper may look in meanwhile, and leave a lock file."""
    for _ in range(50):
        shutil.rmtree(folder, ignore_errors=True)
        if not folder.exists():
            return
        time.sleep(0.1)
