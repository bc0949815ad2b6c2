"""One embedded server: started with its first user, stopped with its last."""

# ruff: noqa: S603 — it runs PostgreSQL's programs, with arguments of its own

import atexit
import contextlib
import os
import shlex
import subprocess
import sys
import threading
from pathlib import Path

from . import binaries, data_folder, processes
from .account import Account, account_for, make_folder
from .data_folder import USER
from .failure import ServerUnavailable, last_words
from .leases import Lease, alone, nobody_holds, open_private

PORT = 5432  # only the socket's name: nothing listens on the network
SECONDS_TO_START = 60
SECONDS_TO_STOP = 60
LARGEST_LOG = 5 * 1024 * 1024

SETTINGS = {
    "listen_addresses": "",
    "port": PORT,
    "unix_socket_permissions": "0700",
    "jit": "off",
    "timezone": "UTC",
    "log_timezone": "UTC",
    "log_checkpoints": "off",
    "min_wal_size": "32MB",
    "max_wal_size": "256MB",
}


class Cluster:
    """A server and its data folder, as this process sees them."""

    def __init__(self, folder: Path, chosen_binaries: Path | None = None) -> None:
        self.folder = Path(folder).absolute()
        self.chosen_binaries = chosen_binaries
        self._lease: Lease | None = None
        self._socket_folder = Path()
        self._mutex = threading.Lock()
        _clusters.append(self)

    def hold(self) -> Path:
        """Use the server until this process ends, started at need; returns its socket folder."""
        with self._mutex:
            # A forked child takes a lease of its own: its parent may end before it.
            if self._lease is None or self._lease.pid != os.getpid():
                self._enter()
            return self._socket_folder

    def revive(self) -> Path:
        """Make sure that the server answers, after it did not."""
        with self._mutex:
            self._enter()
            return self._socket_folder

    def release(self) -> None:
        """Stop using the server; the last one out stops it."""
        with self._mutex:
            if self._lease is None:
                return
            lease, self._lease = self._lease, None
            if not self.folder.is_dir():  # deleted for a fresh start; the keeper ends the server
                lease.close()
                return
            with alone(self.start_lock):
                lease.close()
                if nobody_holds(self.leases):
                    self.stop()

    def answers(self) -> bool:
        """Whether the server takes connections, asked on its socket: a pid proves nothing."""
        return self._ask() == 0

    def stop(self) -> None:
        """Stop the server, used or not. Ask only under the lock for starting."""
        account = account_for(self.data)
        programs = self._programs(account)
        command = [programs["pg_ctl"], "stop", "-w"]
        if self._control(account, [*command, "-m", "fast", "-t", str(SECONDS_TO_STOP)]):
            self._control(account, [*command, "-m", "immediate", "-t", "10"])

    def program(self, name: str) -> Path:
        """One of the server's own programs, such as psql or pg_dump."""
        return binaries.find(self.chosen_binaries)[name]

    @property
    def data(self) -> Path:
        return self.folder / "data"

    @property
    def mark(self) -> str:
        return data_folder.mark(self.data)

    @property
    def log(self) -> Path:
        return self.folder / "server.log"

    @property
    def start_lock(self) -> Path:
        return self.folder / "start.lock"

    @property
    def leases(self) -> Path:
        return self.folder / "leases"

    def _enter(self) -> None:
        try:
            self._make_own_folder()
            with alone(self.start_lock):
                lease = Lease(self.leases)
                try:
                    self._start_unless_running()
                except BaseException:
                    lease.close()
                    raise
        except PermissionError as error:
            raise ServerUnavailable(
                f"{error.filename or self.folder} may not be used by this user. Run this command "
                "as the user who started HealthHub first, or set HEALTHHUB_VAR to another folder."
            ) from error
        if self._lease is not None:
            self._lease.close()
        self._lease = lease

    def _make_own_folder(self) -> None:
        self.folder.parent.mkdir(parents=True, exist_ok=True)
        make_folder(self.folder, 0o755 if os.geteuid() == 0 else 0o700)

    def _start_unless_running(self) -> None:
        account = account_for(self.data)
        if not (self.data / "PG_VERSION").exists():
            data_folder.place(self.data, account)
            data_folder.create(self.data, account, self._programs(account))
        self._socket_folder = data_folder.socket_folder(self.data, account)
        if not self.answers():
            self._clear_the_dead()
        if not self.answers():
            self._start(account)

    def _clear_the_dead(self) -> None:
        """After a crash: wait for whoever still starts or stops, end orphans, drop false pids."""
        pid_file = self.data / "postmaster.pid"
        leader = _recorded_pid(pid_file)
        if leader in processes.marked(self.mark):
            self._wait_for(leader)
        if self.answers():
            return
        processes.end_orphans(self.mark)
        if processes.marked(self.mark):
            return
        for file in (pid_file, self._socket_folder / f".s.PGSQL.{PORT}.lock"):
            # PostgreSQL itself forgets a number nobody has; not one that is somebody else's by now.
            if processes.exists(_recorded_pid(file)):
                file.unlink()

    def _wait_for(self, leader: int) -> None:
        """Until the postmaster answers or ends; one that does neither is not ours to kill."""
        for _ in range(SECONDS_TO_START * 5):
            if self.answers() or leader not in processes.marked(self.mark):
                return
            threading.Event().wait(0.2)
        raise ServerUnavailable(
            f"PostgreSQL (process {leader}) runs but does not answer. See {self.log}; "
            f"when nobody needs it, end it with “kill -INT {leader}” and try again."
        )

    def _start(self, account: Account) -> None:
        programs = self._programs(account)
        data_folder.refuse_another_version(self.data, programs.major(account))
        settings = SETTINGS | {
            "unix_socket_directories": f'"{self._socket_folder}"',
            "cluster_name": self.mark,
        }
        options = " ".join(f"-c {shlex.quote(f'{key}={value}')}" for key, value in settings.items())
        command = [programs["pg_ctl"], "start", "-o", options]
        self._control(account, [*command, "-w", "-t", str(SECONDS_TO_START)])
        if not self.answers():
            raise ServerUnavailable(f"PostgreSQL did not start: {last_words(self.log.read_text())}")
        self._start_keeper()

    def _start_keeper(self) -> None:
        """A process that stops the server when its users were killed and none of them could."""
        command = [sys.executable, "-m", f"{__package__}.keeper", str(self.folder)]
        if self.chosen_binaries:
            command.append(str(self.chosen_binaries))
        self._keeper = subprocess.Popen(
            command,
            cwd=Path(__file__).parents[2],
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            start_new_session=True,
        )

    def _control(self, account: Account, command: list[str | Path]) -> int:
        """Run pg_ctl, with its words and the server's in the log."""
        if self.log.exists() and self.log.stat().st_size > LARGEST_LOG:
            self.log.replace(self.log.with_suffix(".old.log"))
        with os.fdopen(open_private(self.log, os.O_APPEND), "a") as log:
            # Not as an argument: pg_ctl hands it to a shell, badly quoted.
            return account.run(command, log, PGDATA=str(self.data.resolve())).returncode

    def _programs(self, account: Account) -> binaries.Binaries:
        return binaries.find(self.chosen_binaries).reachable_by(account)

    def _ask(self) -> int:
        where = ["-h", self._socket_folder, "-p", str(PORT), "-U", USER, "-d", "postgres"]
        question = [self.program("pg_isready"), "-q", "-t", "3", *where]
        return subprocess.run(question, env={"LC_ALL": "C"}, check=False).returncode


def cluster(folder: Path, chosen_binaries: Path | str | None = None) -> Cluster:
    """The one Cluster of this folder in this process: its threads share one lease."""
    key = (str(folder), str(chosen_binaries or ""))
    if key not in _registry:
        chosen = Path(chosen_binaries) if chosen_binaries else None
        _registry.setdefault(key, Cluster(Path(folder), chosen))
    return _registry[key]


def _recorded_pid(pid_file: Path) -> int:
    try:
        return abs(int(pid_file.read_text().splitlines()[0]))
    except (OSError, IndexError, ValueError):
        return 0


def _release_all() -> None:
    for each in _clusters:
        with contextlib.suppress(ServerUnavailable):  # at the end there is nobody to tell
            each.release()


def _forget_held_locks() -> None:
    """In a forked child: a lock another thread held was copied locked, and nobody unlocks it."""
    for each in _clusters:
        each._mutex = threading.Lock()


_registry: dict[tuple[str, str], Cluster] = {}
_clusters: list["Cluster"] = []
atexit.register(_release_all)
os.register_at_fork(after_in_child=_forget_held_locks)
