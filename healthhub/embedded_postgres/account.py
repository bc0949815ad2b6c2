"""Who runs PostgreSQL: this user, or, when this user is root, somebody without privileges."""

# ruff: noqa: S603 — it runs PostgreSQL's programs, with arguments of its own

import os
import pwd
import stat
import subprocess
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import IO, Any

from .failure import ServerUnavailable

UNPRIVILEGED = ("postgres", "nobody")
CLEAN_ENVIRONMENT = {"PATH": os.defpath, "LC_ALL": "C", "TZ": "UTC"}


@dataclass(frozen=True)
class Account:
    uid: int
    gid: int
    name: str

    @property
    def is_ours(self) -> bool:
        return self.uid == os.geteuid()

    def run(
        self,
        command: Sequence[str | Path],
        output: int | IO[Any] = subprocess.PIPE,
        **environment: str,
    ) -> subprocess.CompletedProcess[str]:
        """Run a command as this account, in a clean environment.

        Raises OSError when the account may not reach the command.
        """
        switch: dict[str, Any] = {}
        if not self.is_ours:
            switch = {"user": self.uid, "group": self.gid, "extra_groups": []}
        return subprocess.run(
            [os.fspath(part) for part in command],
            check=False,
            cwd="/",  # the account may not be able to enter ours
            env=CLEAN_ENVIRONMENT | environment,
            stdin=subprocess.DEVNULL,
            stdout=output,
            stderr=subprocess.STDOUT,
            text=True,
            errors="replace",
            **switch,
        )

    def can_enter(self, folder: Path) -> bool:
        """Asked of the kernel, by trying: modes alone do not tell of access lists."""
        return self.run(["/bin/sh", "-c", 'cd "$1"', "sh", folder]).returncode == 0


def account_for(data: Path) -> Account:
    """The owner of an existing cluster, or the one who is to own a new one."""
    owner = data.stat().st_uid if data.exists() else os.geteuid()
    if owner != 0:
        return _account(owner, data)
    if os.geteuid() == 0:
        return _unprivileged()
    raise ServerUnavailable(f"{data} belongs to root. Run this command as root, or delete it.")


def make_folder(path: Path, mode: int, owner: Account | None = None) -> None:
    """Make a folder with exactly this mode; one that is there already is left as it is."""
    try:
        path.mkdir(mode=0o700)
    except FileExistsError:
        return
    if owner is not None and not owner.is_ours:
        os.chown(path, owner.uid, owner.gid, follow_symlinks=False)
    path.chmod(mode)


def verify_folder(path: Path, owner_uid: int, forbidden_mode: int) -> None:
    """Refuse a folder that another user made, or could write to, in a place shared by all."""
    found = path.lstat()
    right = stat.S_ISDIR(found.st_mode) and found.st_uid == owner_uid
    if not right or stat.S_IMODE(found.st_mode) & forbidden_mode:
        raise ServerUnavailable(
            f"{path} was not made by HealthHub, or others may write to it. Remove it and try again."
        )


def _account(uid: int, data: Path) -> Account:
    if os.geteuid() not in (0, uid):
        raise ServerUnavailable(
            f"{data} belongs to another user ({_name(uid)}). Run this command as that user, "
            "or set HEALTHHUB_VAR to a folder of your own."
        )
    try:
        gid = pwd.getpwuid(uid).pw_gid
    except KeyError:  # containers often run under a number without a name
        gid = os.getegid() if uid == os.geteuid() else uid
    return Account(uid, gid, _name(uid))


def _unprivileged() -> Account:
    for name in UNPRIVILEGED:
        try:
            entry = pwd.getpwnam(name)
        except KeyError:
            continue
        return Account(entry.pw_uid, entry.pw_gid, name)
    raise ServerUnavailable(
        "PostgreSQL does not run as root, and there is no user 'postgres' or 'nobody' to run it. "
        "Run HealthHub as an ordinary user."
    )


def _name(uid: int) -> str:
    try:
        return pwd.getpwuid(uid).pw_name
    except KeyError:
        return str(uid)
