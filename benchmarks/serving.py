"""The site of `throwaway.make_site`, served as to readers: `manage.py serve` on a free port."""

import atexit
import os
import signal
import socket
import subprocess
import sys
import time
import urllib.request
from pathlib import Path

import throwaway

SECONDS_UNTIL_READY = 90


def serve() -> str:
    """Its address. Hashed names, compression and caching are those of production."""
    folder, port = Path(os.environ["HEALTHHUB_VAR"]), _free_port()
    command = [sys.executable, str(throwaway.ROOT / "manage.py"), "serve"]
    said = folder / "serve.log"
    with said.open("ab") as log:
        server = subprocess.Popen(
            command, env={**os.environ, "PORT": str(port)}, stdout=log, stderr=log
        )
    atexit.register(_stop, server)
    url = f"http://localhost:{port}"
    deadline = time.monotonic() + SECONDS_UNTIL_READY
    while not _answers(url):
        if server.poll() is not None or time.monotonic() > deadline:
            raise SystemExit(f"The site did not start:\n{said.read_text()}")
        time.sleep(0.2)
    return url


def _answers(url):
    try:
        with urllib.request.urlopen(url, timeout=10) as page:
            return page.status == 200
    except OSError:
        return False


def _stop(server):
    server.send_signal(signal.SIGTERM)
    server.wait()


def _free_port():
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]
