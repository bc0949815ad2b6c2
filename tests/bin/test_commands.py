"""The commands in bin/, in a small checkout of their own: nothing is downloaded."""

import importlib.util
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

BIN = Path(__file__).resolve().parents[2] / "bin"


@pytest.fixture
def checkout(tmp_path):
    root = tmp_path / "a checkout"
    shutil.copytree(BIN, root / "bin", ignore=shutil.ignore_patterns("__pycache__"))
    (root / "requirements.txt").write_text("# nothing\n")
    (root / "manage.py").write_text(
        "import os, sys\nprint(os.getcwd(), sys.prefix, *sys.argv[1:])\n"
    )
    return root


def command(path, *arguments, **environment):
    # a folder whose only Python is ours, and the tools that every system has
    tools = path.parent.parent / "tools"
    tools.mkdir(exist_ok=True)
    if not (tools / "python3").exists():
        (tools / "python3").symlink_to(getattr(sys, "_base_executable", sys.executable))
    return {
        "args": [path, *arguments],
        "env": {"PATH": f"{tools}:/usr/bin:/bin", "PYTHON": str(tools / "python3"), **environment},
        "stdout": subprocess.PIPE,
        "stderr": subprocess.PIPE,
        "text": True,
    }


def run(path, *arguments, **environment):
    return subprocess.run(**command(path, *arguments, **environment))


@pytest.fixture
def environment():
    spec = importlib.util.spec_from_file_location("environment", BIN / "_environment.py")
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


@pytest.mark.slow
def test_a_command_makes_the_environment_once_and_works_through_links_from_anywhere(
    checkout, tmp_path
):
    first = run(checkout / "bin" / "manage", "one")
    assert first.returncode == 0, first.stderr
    assert "Making a virtual environment" in first.stdout
    # where the caller stands: the paths that they name are meant from there
    assert first.stdout.splitlines()[-1] == f"{Path.cwd()} {checkout / '.venv'} one"

    link = tmp_path / "links" / "hub"
    link.parent.mkdir()
    (link.parent / "other").symlink_to(os.path.relpath(checkout / "bin" / "manage", link.parent))
    link.symlink_to("other")
    second = run(link, "two words")
    assert second.stdout == f"{Path.cwd()} {checkout / '.venv'} two words\n"

    (checkout / "requirements.txt").write_text("# changed\n")
    assert "Installing" in run(checkout / "bin" / "manage").stdout


@pytest.mark.slow
def test_two_commands_at_once_make_one_environment(checkout):
    both = [
        subprocess.Popen(**command(checkout / "bin" / "manage", name)) for name in ("one", "two")
    ]
    said = "".join(process.communicate()[0] for process in both)

    assert [process.returncode for process in both] == [0, 0]
    assert said.count("Making a virtual environment") == 1


@pytest.mark.slow
def test_an_installation_that_was_cut_off_begins_afresh(checkout):
    run(checkout / "bin" / "manage")
    (checkout / ".venv" / "healthhub-unfinished").touch()
    (checkout / ".venv" / "healthhub-requirements.txt").unlink()
    (checkout / ".venv" / "bin" / "pip").write_text("half a file")

    again = run(checkout / "bin" / "manage", "again")

    assert again.returncode == 0, again.stderr
    assert "Making a virtual environment" in again.stdout
    assert not (checkout / ".venv" / "healthhub-unfinished").exists()


def test_a_python_that_does_not_fit_is_refused_with_a_sentence(checkout):
    refused = run(checkout / "bin" / "serve", PYTHON="/bin/false")

    assert refused.returncode == 1
    assert refused.stderr.startswith("PYTHON is “/bin/false”, which is no Python 3.11 or newer.")


def test_no_python_at_all_is_said_in_a_sentence(checkout, tmp_path):
    (tmp_path / "none").mkdir()
    for tool in ("sh", "dirname", "readlink"):
        (tmp_path / "none" / tool).symlink_to(shutil.which(tool))

    refused = run(checkout / "bin" / "serve", PATH=str(tmp_path / "none"), PYTHON="")

    assert refused.returncode == 1
    assert "HealthHub needs Python 3.11 or newer" in refused.stderr


def test_a_package_that_cannot_be_had_is_said_in_a_sentence(checkout):
    (checkout / "requirements.txt").write_text(
        "no-such-package==1.0 --hash=sha256:" + "0" * 64 + "\n"
    )
    refused = run(checkout / "bin" / "manage", PIP_NO_INDEX="1")

    assert refused.returncode == 1
    assert "The packages could not be installed." in refused.stderr


def test_a_clearing_that_was_cut_off_leaves_no_mark_that_says_ready(
    checkout, environment, monkeypatch
):
    home = checkout / ".venv"
    home.mkdir()
    mark = environment.finished_mark(home, "requirements.txt")
    mark.write_text(environment.wanted(checkout, "requirements.txt", home))

    def cut_off(*_):
        raise KeyboardInterrupt

    monkeypatch.setattr(environment, "run", cut_off)
    with pytest.raises(KeyboardInterrupt):
        environment.make_ready(home, checkout, "requirements.txt")
    assert not mark.exists()


def test_an_environment_that_two_checkouts_share_is_made_once(
    checkout, environment, monkeypatch, tmp_path
):
    home = checkout / ".venv"
    (home / "bin").mkdir(parents=True)
    (home / "bin" / "python").symlink_to(sys.executable)
    mark = environment.finished_mark(home, "requirements.txt")
    mark.write_text(environment.wanted(checkout, "requirements.txt", home))
    second = tmp_path / "second"
    second.mkdir()
    shutil.copy(checkout / "requirements.txt", second)
    (second / ".venv").symlink_to(home)
    monkeypatch.setattr(environment, "make_ready", lambda *_: pytest.fail("made anew"))
    monkeypatch.setattr(sys, "argv", ["_environment.py", str(second), "requirements.txt"])
    environment.main()
