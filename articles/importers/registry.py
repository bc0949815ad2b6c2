"""The import sources by name, and how a path finds its own."""

import os
from collections.abc import Callable, Iterator
from pathlib import Path

from articles.importers import html, jsonl, markdown, scrape
from articles.importers.item import Item, Problem

Reader = Callable[[Path], Iterator[Item | Problem]]

READERS: dict[str, Reader] = {
    scrape.SOURCE: scrape.read,
    html.SOURCE: html.read,
    markdown.SOURCE: markdown.read,
    jsonl.SOURCE: jsonl.read,
}
KINDS = {
    ".txt": scrape.SOURCE,
    ".text": scrape.SOURCE,
    ".html": html.SOURCE,
    ".htm": html.SOURCE,
    ".xhtml": html.SOURCE,
    ".md": markdown.SOURCE,
    ".markdown": markdown.SOURCE,
    ".jsonl": jsonl.SOURCE,
    ".ndjson": jsonl.SOURCE,
}

_NO_ARTICLES = (".", "README", "LICENSE", "LICENCE")


def detect(path: Path) -> str | None:
    """The name of the source that reads such a file, by its ending; None when none does."""
    return KINDS.get(path.suffix.lower())


def read(path: Path, source: str | None = None) -> Iterator[Item | Problem]:
    """Everything at a path, a file or a folder with all below it, one item or problem at a time.

    `source` names a reader for files of any ending; in folders only files of its kind are read.
    """
    files = 0
    for file in _files(path, source):
        files += 1
        yield from _read_file(file, source or detect(file))
    if not files:
        yield Problem(str(path), f"The folder holds no file to import ({', '.join(KINDS)}).")


def count(path: Path, source: str | None = None) -> int:
    """About how many items a path holds, without reading them: for a progress bar."""
    return sum(_count_in_file(file, source or detect(file)) for file in _files(path, source))


def _count_in_file(path: Path, source: str | None) -> int:
    if source != jsonl.SOURCE or not path.is_file():
        return 1
    try:
        with path.open("rb") as file:
            return sum(block.count(b"\n") for block in iter(lambda: file.read(1 << 16), b""))
    except OSError:
        return 1


def _read_file(path: Path, source: str | None) -> Iterator[Item | Problem]:
    if source is None and path.is_file():
        yield Problem(
            str(path),
            f"No import source reads such a file. Name one with --source: {', '.join(READERS)}.",
        )
        return
    try:
        yield from READERS[source or scrape.SOURCE](path)  # says why where there is no file
    except Exception as error:  # one bad file never stops the rest
        yield Problem(str(path), f"It could not be read ({type(error).__name__}: {error}).")


def _files(path: Path, source: str | None) -> Iterator[Path]:
    if not path.is_dir():
        yield path
        return
    for folder, folders, names in os.walk(path):
        folders[:] = sorted(name for name in folders if not name.startswith("."))
        for name in sorted(names):
            kind = detect(Path(name))
            if kind and source in (None, kind) and not name.upper().startswith(_NO_ARTICLES):
                yield Path(folder, name)
