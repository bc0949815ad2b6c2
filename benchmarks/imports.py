"""How fast articles are imported, and in how much memory.

    .venv/bin/python benchmarks/imports.py articles.jsonl more.jsonl

Each file goes into a database of its own, made for it and thrown away. Prints items a second and
the peak memory of the process, for a first run (everything is new) and a second (nothing is).
"""

import os
import resource
import subprocess
import sys
import tempfile
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))


def main(paths: list[str]) -> int:
    if not paths:
        print("Give the files to import: benchmarks/imports.py articles.jsonl …")
        return 2
    for path in paths:
        subprocess.run([sys.executable, __file__, "--one", path], check=True)
    return 0


def measure(path: Path) -> None:
    """Imports one file twice, in this process alone, so that the peak is its own."""
    with tempfile.TemporaryDirectory(prefix="healthhub-benchmark-") as folder:
        os.environ["HEALTHHUB_VAR"] = folder
        os.environ["DJANGO_SETTINGS_MODULE"] = "healthhub.settings"
        os.environ.pop("DATABASE_URL", None)
        _prepare()
        print(f"{path.name} ({path.stat().st_size / 1e6:.1f} MB)")
        before = _peak()
        for name in ("first run", "second run"):
            seconds, counts = _import(path)
            print(
                f"  {name}: {counts.total():,} items in {seconds:.1f} s, "
                f"{counts.total() / seconds:.0f} items/s, peak {_peak():.0f} MB "
                f"({before:.0f} MB before): {dict(counts)}",
                flush=True,
            )


def _prepare() -> None:
    import django
    from django.core.management import call_command

    django.setup()
    call_command("migrate", verbosity=0)


def _import(path: Path):
    from django.contrib.auth import get_user_model

    from articles.importers import registry
    from articles.importers.load import Loader

    loader = Loader(by=get_user_model().objects.system())
    start = time.perf_counter()
    for found in registry.read(path):
        loader.load(found)
    return time.perf_counter() - start, loader.counts


def _peak() -> float:
    """The most memory this process ever held, in MB."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


if __name__ == "__main__":
    if sys.argv[1:2] == ["--one"]:
        measure(Path(sys.argv[2]))
    else:
        raise SystemExit(main(sys.argv[1:]))
