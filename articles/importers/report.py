"""The report of an import as JSON, written row by row so that it needs no memory."""

import json
import os
from collections.abc import Mapping
from dataclasses import asdict
from pathlib import Path

from articles.importers.load import Row


class Report:
    """Writes to a file beside the report's place, and moves it there when it is whole."""

    def __init__(self, path: Path) -> None:
        """Raises OSError where the file cannot be written."""
        if path.exists() and not path.is_file():
            raise OSError(f"{path} is there already and is no file")
        self.path = path
        self.draft = path.with_name(f".{path.name}.{os.getpid()}")
        self.file = self.draft.open("w", encoding="utf-8", errors="backslashreplace")
        self.file.write('{"items": [')
        self.separator = "\n"

    def add(self, row: Row) -> None:
        self.file.write(self.separator + json.dumps(asdict(row), ensure_ascii=False))
        self.separator = ",\n"

    def finish(self, counts: Mapping[str, int], *, dry_run: bool) -> None:
        summary = json.dumps({"counts": dict(counts), "dry_run": dry_run})
        self.file.write("\n],\n" + summary[1:] + "\n")
        self.file.close()
        self.draft.replace(self.path)

    def abandon(self) -> None:
        self.file.close()
        self.draft.unlink(missing_ok=True)
