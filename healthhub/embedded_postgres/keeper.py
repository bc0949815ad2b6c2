"""Stops a server whose users went without a word: killed, or ended by a signal.

    python -m healthhub.embedded_postgres.keeper FOLDER [BINARIES]

The last user to leave stops the server himself. This process, one beside each server, looks now
and then whether anybody holds a lease; when nobody does, it does what was left undone.
"""

import fcntl
import os
import sys
import time
from pathlib import Path

from . import data_folder, processes
from .cluster import Cluster
from .leases import alone, nobody_holds, open_private

SECONDS_BETWEEN_LOOKS = 2


def keep(cluster: Cluster) -> None:
    leases, post = open_private(cluster.leases), open_private(cluster.folder / "keeper")
    mark = cluster.mark
    if not _is_free(post):
        return
    while not _ended(cluster, leases, mark, post):
        time.sleep(SECONDS_BETWEEN_LOOKS)


def _ended(cluster: Cluster, leases: int, mark: str, post: int) -> bool:
    """Ends the server if nobody uses it. Looks only under the lock for starting: waiting for the
    leases themselves would make the last user, who is just leaving, believe that he is not."""
    try:
        with alone(cluster.start_lock):
            if not _is_deleted(cluster, leases) and not nobody_holds(cluster.leases):
                return False
            _end_server(cluster, leases, mark)
            os.close(post)  # before the next server can start, whose keeper takes over
    except FileNotFoundError:
        processes.end(mark)
    return True


def _is_free(post: int) -> bool:
    """Takes the post of keeper, unless the one of an earlier server is still there to do it."""
    try:
        fcntl.flock(post, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    return True


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
