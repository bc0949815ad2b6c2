"""Real servers in throwaway folders that an unprivileged user may enter."""

import contextlib
import os
import shutil
import signal
import subprocess
import sys
import tempfile
from pathlib import Path

import pytest

from healthhub.embedded_postgres import processes
from healthhub.embedded_postgres.cluster import Cluster
from healthhub.embedded_postgres.data_folder import mark as mark_of

VISITOR = Path(__file__).with_name("visitor.py")


@pytest.fixture
def place():
    folder = new_place()
    yield folder
    remove(folder)


@pytest.fixture(scope="session")
def made_folder():
    """A cluster that exists already: most tests start it, and making one takes a while."""
    folder = new_place()
    maker = Cluster(folder / "postgres")
    maker.hold()
    maker.release()
    yield folder / "postgres"
    remove(folder)


@pytest.fixture
def cluster(made_folder):
    cluster = Cluster(made_folder)
    yield cluster
    end(cluster)


@pytest.fixture
def new_cluster(place):
    cluster = Cluster(place / "postgres")
    yield cluster
    end(cluster)


@pytest.fixture
def visit():
    """Starts another process that uses a cluster."""
    visitors = []

    def start(cluster, what="stay"):
        visitor = subprocess.Popen(
            [sys.executable, VISITOR, cluster.folder, what],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
        )
        visitors.append(visitor)
        return visitor

    yield start
    for visitor in visitors:
        visitor.kill()
        visitor.wait()
        visitor.stdin.close()
        visitor.stdout.close()


def new_place():
    """pytest's own temporary folders are closed to the user who runs PostgreSQL for root."""
    folder = Path(tempfile.mkdtemp(prefix="healthhub-test-", dir="/tmp"))
    folder.chmod(0o755)
    return folder


def remove(folder):
    shutil.rmtree(folder, ignore_errors=True)  # a server that is being killed may still write
    shutil.rmtree(folder, ignore_errors=True)


def end(cluster):
    """Give up our lease, and end whatever a test left running."""
    cluster.release()
    kill_server(cluster)


def kill_server(cluster):
    kill(server(cluster))
    processes.wait_until_gone(mark(cluster), 5)


def kill(pids):
    for pid in pids:
        with contextlib.suppress(ProcessLookupError):  # it ended with the one before
            os.kill(pid, signal.SIGKILL)


def mark(cluster):
    return mark_of(cluster.data)


def server(cluster):
    return processes.marked(mark(cluster))
