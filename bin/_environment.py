"""Make .venv/ hold exactly what a requirements file says. Run by the commands in this folder.

Standard library only. Quick when nothing changed; an interrupted installation starts afresh;
of two commands started together, one installs and the other waits.
"""

# ruff: noqa: S603, T201 — a command: it runs pip and speaks to a person

import fcntl
import hashlib
import os
import platform
import subprocess
import sys
from contextlib import contextmanager
from pathlib import Path

# Installing the first leaves nothing to install from the second.
INCLUDES = {"requirements-dev.txt": ["requirements.txt"]}


def main() -> None:
    root, requirements = Path(sys.argv[1]), sys.argv[2]
    home = (root / ".venv").resolve()  # one that several checkouts share is locked and marked once
    if is_ready(home, root, requirements):
        return
    with alone(home.parent):
        if not is_ready(home, root, requirements):
            make_ready(home, root, requirements)


def is_ready(home: Path, root: Path, requirements: str) -> bool:
    mark = finished_mark(home, requirements)
    if not (home / "bin" / "python").exists() or not mark.exists():
        return False
    return mark.read_text() == wanted(root, requirements, home)


def make_ready(home: Path, root: Path, requirements: str) -> None:
    unfinished = home / "healthhub-unfinished"
    if not usable(home) or unfinished.exists():
        print(f"Making a virtual environment in {home} …", flush=True)
        for mark in home.glob("healthhub-requirements*"):
            mark.unlink()  # or a clearing that is cut off leaves a mark of what is gone
        python = getattr(sys, "_base_executable", sys.executable)  # not the one being cleared
        run([python, "-m", "venv", "--clear", str(home)], "The virtual environment was not made.")
    unfinished.touch()
    install(home, root, requirements)
    for name in [requirements, *INCLUDES.get(requirements, [])]:
        finished_mark(home, name).write_text(wanted(root, name, home))
    unfinished.unlink()


def usable(home: Path) -> bool:
    """Whether there is an environment of the chosen Python that still runs."""
    question = "import sys; print('%d.%d' % sys.version_info[:2])"
    try:
        answer = subprocess.run(
            [home / "bin" / "python", "-c", question], capture_output=True, text=True, check=False
        )
    except OSError:
        return False
    return answer.stdout.strip() == version()


def install(home: Path, root: Path, requirements: str) -> None:
    python = str(home / "bin" / "python")
    has_pip = subprocess.run([python, "-m", "pip", "--version"], capture_output=True, check=False)
    if has_pip.returncode:
        run([python, "-m", "ensurepip", "--upgrade"], "pip could not be installed in .venv.")
    command = [python, "-m", "pip", "install", "--disable-pip-version-check", "--no-input"]
    # The file names every package with its hash, so there is nothing left for pip to resolve.
    command += ["--require-hashes", "--no-deps", "--no-compile", "--progress-bar", "off"]
    names = packages(root / requirements)
    print(f"Installing {len(names)} packages from {requirements} …", flush=True)
    run(
        [*command, "--requirement", str(root / requirements)],
        "The packages could not be installed. Is the network there? Try again.",
        Progress(len(names)),
    )


def packages(path: Path) -> list[str]:
    lines = path.read_text().splitlines()
    return [line.split("==")[0] for line in lines if line[:1].isalnum() and "==" in line]


class Progress:
    """One line that counts, on a terminal; a line for every ten packages elsewhere."""

    def __init__(self, total: int) -> None:
        self.total = total
        self.done = 0
        self.on_terminal = sys.stdout.isatty()

    def __call__(self, line: str) -> None:
        if line.startswith("Collecting "):
            self.done += 1
            self._show(f"  {self.done}/{self.total} {line.split()[1].split('==')[0]}")
        elif line.startswith("Installing collected packages"):
            self._show("  unpacking …", always=True)
        elif line.startswith("Successfully installed"):
            self._show("  installed\n" if self.on_terminal else "  installed", always=True)

    def _show(self, text: str, always: bool = False) -> None:
        if self.on_terminal:
            print(f"\r{text:<60}", end="", flush=True)
        elif always or self.done % 10 == 0:
            print(text, flush=True)


def run(command: list[str], failure: str, progress=lambda line: None) -> None:
    process = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True)
    said = []
    for line in process.stdout:
        said.append(line)
        progress(line)
    if process.wait():
        sys.stderr.write("\n" + "".join(said[-15:]) + "\n")
        sys.exit(failure)


def wanted(root: Path, requirements: str, home: Path) -> str:
    """What the mark must say: a change of the file, of Python or of the place installs anew."""
    digest = hashlib.sha256((root / requirements).read_bytes()).hexdigest()
    return f"{digest} {version()} {platform.machine()} {home}\n"


def finished_mark(home: Path, requirements: str) -> Path:
    return home / f"healthhub-{requirements}"


def version() -> str:
    return f"{sys.version_info[0]}.{sys.version_info[1]}"


@contextmanager
def alone(folder: Path):
    """The folder of the environment is what is locked: no lock file is left behind."""
    handle = os.open(folder, os.O_RDONLY)
    try:
        try:
            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            print("Another command is installing; waiting for it …", flush=True)
            fcntl.flock(handle, fcntl.LOCK_EX)
        yield
    finally:
        os.close(handle)


if __name__ == "__main__":
    try:
        main()
    except KeyboardInterrupt:
        sys.exit("\nStopped. The next command installs what is missing.")
    except PermissionError as error:
        sys.exit(f"{error.filename} may not be written by this user. Use a checkout of your own.")
