"""Stops a server whose users went without a word: killed, or ended by a signal.

    python -m healthhub.embedded_postgres.keeper FOLDER [BINARIES]

The last user to leave stops the server himself. This process, one beside each server, waits for
the moment when nobody holds a lease, whatever the reason, and does what was left undone.
"""

import fcntl
import os
import sys
from pathlib import Path

from . import data_folder, processes
from .cluster import Cluster
from .leases import alone, nobody_holds, open_private


def keep(cluster: Cluster) -> None:
    leases = open_private(cluster.leases)
    mark = cluster.mark
    if not _is_the_only_one(cluster.folder / "keeper"):
        return
    while True:
        _wait_until_nobody_holds(leases)
        try:
            with alone(cluster.start_lock):
                if not _is_deleted(cluster, leases) and not nobody_holds(cluster.leases):
                    continue
                _end_server(cluster, leases, mark)
        except FileNotFoundError:
            processes.end(mark)
        return


def _is_the_only_one(path: Path) -> bool:
    """The file stays open, and so the lock is held, until this process ends."""
    try:
        fcntl.flock(open_private(path), fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    return True


def _wait_until_nobody_holds(leases: int) -> None:
    """Given back at once: whoever comes now waits for nothing but the lock for starting."""
    fcntl.flock(leases, fcntl.LOCK_EX)
    fcntl.flock(leases, fcntl.LOCK_UN)


def _is_deleted(cluster: Cluster, leases: int) -> bool:
    """Whether the folder was deleted, and perhaps made anew with a server of its own."""
    return not cluster.leases.exists() or not os.path.samestat(
        os.fstat(leases), cluster.leases.stat()
    )


def _end_server(cluster: Cluster, leases: int, mark: str) -> None:
    if not _is_deleted(cluster, leases):
        if processes.marked(mark):
            cluster.stop()
    elif data_folder.mark(cluster.data) != mark:  # else its successor has ended it already
        processes.end(mark)


if __name__ == "__main__":
    chosen = Path(sys.argv[2]) if len(sys.argv) > 2 else None
    keep(Cluster(Path(sys.argv[1]), chosen))
