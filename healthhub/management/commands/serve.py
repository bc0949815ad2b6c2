"""`manage.py serve`: everything a running HealthHub needs, in one command."""

import errno
import signal
import socket
import sys
import time
import urllib.error
import urllib.request

from django.conf import settings
from django.core.exceptions import ImproperlyConfigured
from django.core.management.base import BaseCommand

from healthhub import children, environment
from healthhub.children import Child
from healthhub.making_ready import demo_was_loaded, make_ready, stop_using_database

SECONDS_UNTIL_READY = 60
WEB_WORKERS = 2
THREADS_PER_WORKER = 3  # each holds a database connection
EVERYWHERE = {"0.0.0.0": "127.0.0.1", "::": "::1"}  # noqa: S104 — asked, not bound


class StopAsked(BaseException):
    """Somebody pressed Ctrl-C or sent SIGTERM."""


class Command(BaseCommand):
    help = (
        "Start the database, bring it up to date, and run the web server and the worker until "
        "Ctrl-C. Reads PORT (8000), HOST (127.0.0.1) and HEALTHHUB_VAR (var/) from the environment."
    )

    hurry = False

    def add_arguments(self, parser) -> None:
        parser.add_argument(
            "--no-demo",
            action="store_true",
            help="leave an empty site empty: load no demonstration",
        )

    def handle(self, *, no_demo: bool, **options) -> None:
        _on_signal(_ask_to_stop)
        self.host, self.port = environment.text("HOST") or "127.0.0.1", settings.PORT
        try:
            refuse_port_in_use(self.host, self.port)
            make_ready(self.say, with_demo=not no_demo)
            self.run_children()
        except StopAsked:
            self.say("Stopped.")
        finally:
            _on_signal(signal.SIG_IGN)
            stop_using_database()

    def run_children(self) -> None:
        web = Child("web server", web_command(self.host, self.port), role="web")
        worker = Child("worker", worker_command(), role="worker")
        try:
            web.start()
            worker.start()
            self.wait_until_ready(web)
            self.look_after(web, worker)
        finally:
            _on_signal(self.be_quick)
            children.stop([web, worker], in_a_hurry=lambda: self.hurry)

    def wait_until_ready(self, web: Child) -> None:
        deadline = time.monotonic() + SECONDS_UNTIL_READY
        while not answers(self.host, self.port):
            self.fail_if_ended(web)
            if time.monotonic() > deadline:
                sys.exit(
                    f"The web server did not answer /healthz in {SECONDS_UNTIL_READY} seconds."
                )
            time.sleep(0.05)
        self.say(greeting(address(self.host, self.port)))

    def look_after(self, web: Child, worker: Child) -> None:
        while True:
            self.fail_if_ended(web)
            worker.start_again_if_ended(self.say)
            time.sleep(0.2)

    def fail_if_ended(self, web: Child) -> None:
        if (code := web.exit_code()) is not None:
            sys.exit(f"The web server ended by itself (exit code {code}); see above why.")

    def be_quick(self, *_) -> None:
        """A second Ctrl-C while stopping: wait for nobody."""
        self.hurry = True

    def say(self, text: str) -> None:
        self.stdout.write(text)
        self.stdout.flush()


def refuse_port_in_use(host: str, port: int) -> None:
    """Asked before anything is set up: the web server would share the port without a word."""
    try:
        found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
        family, kind, _, _, place = found[0]
        with socket.socket(family, kind) as probe:
            probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            probe.bind(place)
            probe.listen()
    except OSError as error:
        raise ImproperlyConfigured(_why_not(error, host, port)) from error


def web_command(host: str, port: int) -> list[str]:
    return [
        *[sys.executable, "-m", "granian", "--interface", "wsgi"],
        *["--host", host, "--port", str(port)],
        *["--workers", str(WEB_WORKERS), "--blocking-threads", str(THREADS_PER_WORKER)],
        *["--respawn-failed-workers", "--workers-kill-timeout", str(children.SECONDS_TO_STOP - 2)],
        *["--no-access-log", "--no-ws", "--log-level", "warning"],
        "healthhub.wsgi:application",
    ]


def worker_command() -> list[str]:
    return [sys.executable, str(settings.BASE_DIR / "manage.py"), "worker"]


def answers(host: str, port: int) -> bool:
    """Whether /healthz answers 200, asked as a reader behind the configured proxy would."""
    headers = {"Host": settings.ALLOWED_HOSTS[0], "X-Forwarded-Proto": "https"}
    question = urllib.request.Request(  # noqa: S310 — always http
        f"{address(host, port)}healthz", headers=headers
    )
    direct = urllib.request.build_opener(urllib.request.ProxyHandler({}))
    try:
        with direct.open(question, timeout=5) as answer:
            return answer.status == 200
    except (urllib.error.URLError, OSError):
        return False


def address(host: str, port: int) -> str:
    host = EVERYWHERE.get(host, host)
    return f"http://{f'[{host}]' if ':' in host else host}:{port}/"


def greeting(url: str) -> str:
    passwords = ""
    if demo_was_loaded():
        passwords = "The demonstration's password was printed once, when it was loaded.\n"
    return f"""
HealthHub is ready.
  Read:   {url}
  Write:  {url}admin/
{passwords}Make an account of your own with:  bin/manage createuser you@example.org --role admin
Stop with Ctrl-C.
"""


def _why_not(error: OSError, host: str, port: int) -> str:
    if error.errno == errno.EADDRINUSE:
        return (
            f"PORT is {port}, but something already listens there. "
            f"Stop it, or choose another port: PORT={port % 65535 + 1} bin/serve"
        )
    if error.errno == errno.EACCES:
        return f"PORT is {port}, which this user may not use. Choose one: PORT=8000 bin/serve"
    return (
        f"HOST is “{host}”, which is no address of this machine ({error.strerror}). "
        "Leave it out, or set it to 127.0.0.1 or 0.0.0.0."
    )


def _ask_to_stop(*_) -> None:
    raise StopAsked


def _on_signal(what) -> None:
    for signum in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
        signal.signal(signum, what)
