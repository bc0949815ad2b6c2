"""How long a newcomer waits: from a fresh clone to the first page, and for every later start.

    python3 benchmarks/first_page.py [--python python3.12] [--repeat 1]

Clones this checkout (what is committed) to a temporary folder, runs bin/serve there and asks for
the home page until it answers. Standard library only. The figures are in docs/performance.md.
"""

import argparse
import os
import shutil
import signal
import socket
import subprocess
import tempfile
import time
import urllib.request
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--python", help="which Python to make the environment with")
    parser.add_argument("--repeat", type=int, default=1)
    options = parser.parse_args()
    environment = dict(os.environ, PORT=str(free_port()))
    environment.pop("HEALTHHUB_VAR", None)
    environment.pop("DATABASE_URL", None)
    if options.python:
        environment["PYTHON"] = options.python
    for _ in range(options.repeat):
        measure(environment)


def measure(environment: dict[str, str]) -> None:
    folder = Path(tempfile.mkdtemp(prefix="healthhub-first-page-"))
    folder.chmod(0o755)
    try:
        clone = folder / "healthhub"
        subprocess.run(["git", "clone", "--quiet", ROOT, clone], check=True)
        print(f"fresh clone to first page   {seconds_to_first_page(clone, environment):6.1f} s")
        print(f"second start to first page  {seconds_to_first_page(clone, environment):6.1f} s")
        shutil.rmtree(clone / "var")
        print(f"new data to first page      {seconds_to_first_page(clone, environment):6.1f} s")
    finally:
        shutil.rmtree(folder)


def seconds_to_first_page(clone: Path, environment: dict[str, str]) -> float:
    started = time.monotonic()
    with (clone.parent / "said").open("ab") as said:
        server = subprocess.Popen(
            [clone / "bin" / "serve"], env=environment, stdout=said, stderr=said
        )
    try:
        while not answers(environment["PORT"]):
            if server.poll() is not None:
                raise SystemExit((clone.parent / "said").read_text())
            time.sleep(0.05)
        return time.monotonic() - started
    finally:
        server.send_signal(signal.SIGTERM)
        server.wait()


def answers(port: str) -> bool:
    try:
        with urllib.request.urlopen(f"http://127.0.0.1:{port}/", timeout=10) as page:
            return page.status == 200
    except OSError:
        return False


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


if __name__ == "__main__":
    main()
