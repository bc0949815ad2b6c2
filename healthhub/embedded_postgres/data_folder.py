"""Where a cluster's data and socket are, and how its data folder is made."""

import hashlib
import os
import shutil
import tempfile
from pathlib import Path

from . import binaries
from .account import Account, make_folder, verify_folder
from .binaries import Binaries
from .failure import ServerUnavailable, last_words

USER = "healthhub"
LONGEST_SOCKET_FOLDER = 85  # bytes; a socket's whole path must stay under about 100
TEMPORARY = Path("/tmp")  # noqa: S108 — not TMPDIR: every process must find the same socket


def place(data: Path, account: Account) -> None:
    """Root's data folder goes elsewhere when the one who runs PostgreSQL cannot enter ours.

    Nothing that is not ours is opened up for it; a link here shows where the data is.
    """
    if account.is_ours or data.is_symlink() or account.can_enter(data.parent):
        return
    for shared in (binaries.SHARED_STATE, binaries.SHARED_STATE / "clusters"):
        make_folder(shared, 0o755)
        verify_folder(shared, os.geteuid(), 0o022)
    elsewhere = Path(tempfile.mkdtemp(dir=binaries.SHARED_STATE / "clusters"))
    elsewhere.chmod(0o755)
    data.symlink_to(elsewhere / "data")


def create(data: Path, account: Account, programs: Binaries) -> None:
    """initdb beside the final place, then a rename: a half-made one is never taken for whole."""
    target = data.resolve()
    draft = target.with_name("data.unfinished")
    shutil.rmtree(draft, ignore_errors=True)
    make_folder(draft, 0o700, owner=account)
    flags = _initdb_flags(programs.major(account))
    made = account.run([programs["initdb"], "-D", draft, *flags])
    if made.returncode:
        said = last_words(made.stdout)
        raise ServerUnavailable(f"PostgreSQL could not make its data folder: {said}")
    draft.rename(target)


def socket_folder(data: Path, account: Account) -> Path:
    """The data folder itself, or a private temporary one where a socket cannot be there."""
    name = f"{mark(data)}-{account.uid}"
    data = data.resolve()
    # A comma separates hosts in a connection string, and folders in the server's setting.
    if len(os.fsencode(data)) <= LONGEST_SOCKET_FOLDER and not set(str(data)) & set(",\"'\\"):
        return data
    folder = TEMPORARY / name
    make_folder(folder, 0o700, owner=account)
    verify_folder(folder, account.uid, 0o077)
    return folder


def mark(data: Path) -> str:
    """What the server's processes show in their titles, so that processes.py recognises them."""
    return "healthhub-" + hashlib.sha256(os.fsencode(data.resolve())).hexdigest()[:12]


def refuse_another_version(data: Path, major: int) -> None:
    made_by = (data / "PG_VERSION").read_text().strip()
    if made_by != str(major):
        raise ServerUnavailable(
            f"{data} was made by PostgreSQL {made_by}, but PostgreSQL {major} is installed. Name "
            f"the bin folder of PostgreSQL {made_by} in {binaries.SETTING}, or move the data with "
            "pg_dump."
        )


def _initdb_flags(major: int) -> list[str]:
    """Code-point order, whole Unicode character classes: plain C breaks words at curly quotes."""
    flags = ["-U", USER, "-A", "trust", "-E", "UTF8", "--no-sync", "-T", "english"]
    flags += ["--locale=C", "--lc-ctype=C.UTF-8"]
    if major >= 18:
        flags += ["--locale-provider=builtin", "--builtin-locale=PG_UNICODE_FAST"]
    elif major == 17:
        flags += ["--locale-provider=builtin", "--builtin-locale=C.UTF-8"]
    return flags
