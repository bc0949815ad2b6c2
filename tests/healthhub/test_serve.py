"""One command starts everything, and one signal stops it. Real processes in a folder of their own."""

import contextlib
import os
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import time
import urllib.request
from pathlib import Path

import pytest

from healthhub.embedded_postgres import processes
from healthhub.embedded_postgres.data_folder import mark

ROOT = Path(__file__).resolve().parents[2]
SECONDS = 240  # on a machine that does much else


class Site:
    """`manage.py serve` on a port of its own, and what it said."""

    def __init__(self, var, *arguments):
        self.port = free_port()
        self.said_in = var.parent / f"said-{self.port}"
        environment = {**os.environ, "HEALTHHUB_VAR": str(var), "PORT": str(self.port)}
        environment.pop("DATABASE_URL", None)
        environment.pop("DJANGO_SETTINGS_MODULE", None)
        with self.said_in.open("wb") as output:
            self.process = subprocess.Popen(
                [sys.executable, ROOT / "manage.py", "serve", *arguments],
                env=environment | {"PYTHONUNBUFFERED": "1"},
                stdout=output,
                stderr=subprocess.STDOUT,
            )

    @property
    def said(self):
        return self.said_in.read_text()

    def until_ready(self):
        deadline = time.monotonic() + SECONDS
        while "HealthHub is ready" not in self.said:
            assert self.process.poll() is None, self.said
            assert time.monotonic() < deadline, self.said
            time.sleep(0.1)
        return self

    def reads(self, path=""):
        with urllib.request.urlopen(f"http://127.0.0.1:{self.port}/{path}", timeout=30) as answer:
            return answer.status

    def children(self, what):
        """The pids of its children whose command line holds a word, as Linux lists them."""
        pid = self.process.pid
        listed = Path(f"/proc/{pid}/task/{pid}/children").read_text().split()
        return [
            int(child)
            for child in listed
            if what.encode() in Path(f"/proc/{child}/cmdline").read_bytes()
        ]

    def stop(self):
        self.process.terminate()
        return self.process.wait(SECONDS)


@pytest.fixture
def var():
    folder = Path(tempfile.mkdtemp(prefix="healthhub-test-", dir="/tmp"))
    folder.chmod(0o755)
    yield folder / "var"
    processes.end(mark(folder / "var" / "postgres" / "data"))
    shutil.rmtree(folder, ignore_errors=True)


@pytest.fixture
def serve(var):
    sites = []

    def start(*arguments):
        sites.append(Site(var, *arguments))
        return sites[-1]

    yield start
    for site in sites:
        site.process.terminate()
        with contextlib.suppress(subprocess.TimeoutExpired):
            site.process.wait(30)
        site.process.kill()


def free_port():
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


def until(happens):
    deadline = time.monotonic() + SECONDS
    while not happens():
        assert time.monotonic() < deadline
        time.sleep(0.1)


@pytest.mark.slow
def test_a_site_starts_shares_its_database_survives_deaths_and_stops_in_order(serve, var):
    first = serve().until_ready()
    assert "making tables" in first.said
    assert "password" in first.said
    assert (first.reads(), first.reads("healthz")) == (200, 200)

    second = serve().until_ready()
    assert "making tables" not in second.said
    assert "collecting" not in second.said
    assert "shown this once" not in second.said
    assert second.reads() == 200

    (worker,) = second.children("manage.py")
    os.kill(worker, signal.SIGKILL)
    until(lambda: second.children("manage.py") not in ([], [worker]))

    assert second.stop() == 0
    assert first.reads() == 200, "the database went with the first site that stopped"

    assert first.stop() == 0
    assert "Stopped." in first.said
    assert not processes.marked(mark(var / "postgres" / "data"))
    log = (var / "postgres" / "server.log").read_text()
    assert "database system is shut down" in log
    assert "terminating connection due to administrator command" not in log, "somebody was in it"

    third = serve().until_ready()
    for pid in processes.marked(mark(var / "postgres" / "data")):
        with contextlib.suppress(ProcessLookupError):
            os.kill(pid, signal.SIGKILL)
    until(lambda: still_reads(third))
    assert third.process.poll() is None, "a killed database ended the site"

    (web,) = third.children("granian")
    os.kill(web, signal.SIGKILL)
    assert third.process.wait(SECONDS) == 1
    assert "The web server ended by itself" in third.said
    assert not processes.marked(mark(var / "postgres" / "data"))


def still_reads(site):
    with contextlib.suppress(OSError):
        return site.reads("healthz") == 200


def test_a_port_in_use_is_named_before_anything_is_set_up(var):
    with socket.socket() as other:
        other.bind(("127.0.0.1", 0))
        other.listen()
        port = other.getsockname()[1]
        refused = manage(var, "serve", PORT=str(port))

    assert refused.returncode == 1
    assert refused.stderr.startswith(f"PORT is {port}, but something already listens there.")
    assert not (var / "postgres").exists()


def test_a_wrong_port_is_one_sentence_that_names_the_variable(var):
    refused = manage(var, "serve", PORT="eighty")

    assert refused.returncode == 1
    assert "PORT" in refused.stderr
    assert "Traceback" not in refused.stderr


def test_checking_the_code_starts_no_server(var):
    assert manage(var, "check").returncode == 0
    assert not (var / "postgres").exists()


def manage(var, *arguments, **environment):
    clean = {key: value for key, value in os.environ.items() if key != "DATABASE_URL"}
    return subprocess.run(
        [sys.executable, ROOT / "manage.py", *arguments],
        env={**clean, "HEALTHHUB_VAR": str(var), **environment},
        capture_output=True,
        text=True,
    )
