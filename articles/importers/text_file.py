"""A text file of unknown origin, as text: size, kind and encoding are settled here, once."""

import stat
from collections.abc import Iterator
from pathlib import Path
from typing import BinaryIO

from articles.importers.item import ITEM_LIMIT

_BOMS = ((b"\xef\xbb\xbf", "utf-8"), (b"\xff\xfe", "utf-16-le"), (b"\xfe\xff", "utf-16-be"))
_CONTROL_BYTES = bytes(set(range(32)) - set(b"\t\n\r\f"))
EMPTY = "It is empty. Remove it, or put an article into it."
OLD_ENCODING = "The file is not UTF-8: it was read as Windows-1252. Look at quotes and accents."


class Unreadable(ValueError):
    """Why a file cannot be read as text, and what to do; for a person."""


def read_text(path: Path, limit: int = ITEM_LIMIT) -> tuple[str, tuple[str, ...]]:
    """The file's text with LF line ends, and remarks about how it was read.

    Raises Unreadable for what is missing, no ordinary file, empty, binary, broken, or longer
    than `limit` bytes.
    """
    text, notes = decode(read_bytes(path, limit))
    if not text.strip():
        raise Unreadable(EMPTY)
    return text.replace("\r\n", "\n").replace("\r", "\n"), notes


def read_bytes(path: Path, limit: int = ITEM_LIMIT) -> bytes:
    with open_file(path) as file:
        data = file.read(limit + 1)
    if len(data) > limit:
        raise Unreadable(f"It is larger than {limit // 1024} KiB. Split it into single articles.")
    return data


def open_file(path: Path) -> BinaryIO:
    """The file opened for bytes. Devices and pipes are refused: they may never end."""
    try:
        mode = path.stat().st_mode
        if not stat.S_ISREG(mode):
            raise Unreadable("It is not an ordinary file. Give the path of a file or a folder.")
        return path.open("rb")
    except FileNotFoundError:
        raise Unreadable("There is no such file. Check the path.") from None
    except OSError as error:
        why = error.strerror or "the system refused"
        raise Unreadable(f"It cannot be opened: {why}. Check its permissions.") from None


def lines(path: Path, limit: int = ITEM_LIMIT) -> Iterator[tuple[int, bytes | None]]:
    """Numbered lines of a file, one at a time; None stands for a line longer than `limit` bytes."""
    with open_file(path) as file:
        number = 0
        while line := file.readline(limit + 1):
            number += 1
            whole = len(line) <= limit
            while not whole and line and not line.endswith(b"\n"):
                line = file.readline(limit)
            yield number, line if whole else None


def decode(data: bytes) -> tuple[str, tuple[str, ...]]:
    """Bytes as text: by byte order mark, else UTF-8, else Windows-1252 with a remark.

    Raises Unreadable for binary data, and for UTF-8 that is broken in places: guessing
    another encoding there would turn every µ and ½ of the rest into something else.
    """
    for bom, encoding in _BOMS:
        if data.startswith(bom):
            return _strictly(data[len(bom) :], encoding), ()
    refuse_binary(data)
    try:
        return data.decode("utf-8"), ()
    except UnicodeDecodeError as error:
        if _is_mostly_utf8(data):
            raise Unreadable(
                f"Its UTF-8 is broken at byte {error.start + 1}. Save the file again as UTF-8."
            ) from None
        return data.decode("cp1252", "replace"), (OLD_ENCODING,)


def refuse_binary(data: bytes) -> None:
    """Raises Unreadable when more than one byte in a hundred is a control character."""
    controls = len(data) - len(data.translate(None, _CONTROL_BYTES))
    if controls * 100 > len(data):
        raise Unreadable("It is a binary file, not text. Export the article as text or HTML.")


def _strictly(data: bytes, encoding: str) -> str:
    try:
        return data.decode(encoding)
    except UnicodeDecodeError as error:
        raise Unreadable(
            f"Its {encoding.upper()} is broken at byte {error.start + 1}. Save it again as UTF-8."
        ) from None


def _is_mostly_utf8(data: bytes) -> bool:
    text = data.decode("utf-8", "replace")
    broken = text.count("\ufffd")
    good = sum(1 for char in text if char > "\x7f") - broken
    return good > broken
