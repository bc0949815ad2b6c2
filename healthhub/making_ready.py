"""What must be done before HealthHub can serve. Each step is quick when it has been done before."""

import hashlib
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import django
from django.apps import apps
from django.conf import settings
from django.contrib.auth import get_user_model
from django.contrib.staticfiles.finders import get_finders
from django.core.management import call_command, get_commands
from django.db import connection, transaction
from django.db.migrations.executor import MigrationExecutor

Say = Callable[[str], None]
# Of these the admin serves the .min.js; compressing the long ones takes seconds of a first start.
NEVER_SERVED = ["jquery.js", "xregexp.js", "select2.full.js"]
SET_UP_LOCK = 7_032_026_001  # any number that nothing else locks


def make_ready(say: Say, *, with_demo: bool = True) -> None:
    say(f"Database: {_start_database()}")
    with _one_at_a_time():
        migrate(say)
        collect_static_files(say)
        if with_demo:
            load_demo_content(say)


def migrate(say: Say) -> None:
    executor = MigrationExecutor(connection)
    plan = executor.migration_plan(executor.loader.graph.leaf_nodes())
    if not plan:
        return
    say(f"Database: making tables ({len(plan)} migrations) …")
    call_command("migrate", interactive=False, verbosity=0)


def collect_static_files(say: Say) -> None:
    """Copies and compresses styles and scripts, when one of them changed since the last time."""
    stamp = Path(settings.VAR) / "static.collected"
    state = _state_of_static_files()
    if stamp.exists() and stamp.read_text() == state and Path(settings.STATIC_ROOT).is_dir():
        return
    say("Styles and scripts: collecting and compressing …")
    call_command("collectstatic", interactive=False, verbosity=0, ignore_patterns=NEVER_SERVED)
    stamp.write_text(state)


def load_demo_content(say: Say) -> None:
    """Once, into an empty site that is not in production; its accounts have no other door."""
    if settings.PRODUCTION or demo_was_loaded() or "demo" not in get_commands() or not _is_empty():
        return
    say("Demonstration content: loading …")
    with transaction.atomic():
        call_command("demo")
    _demo_mark().write_text("The demonstration was loaded; it is not loaded a second time.\n")


def demo_was_loaded() -> bool:
    return _demo_mark().exists()


def _demo_mark() -> Path:
    return Path(settings.VAR) / "demo.loaded"


def stop_using_database() -> None:
    """Close the connection and give up the lease: the embedded server stops with its last user."""
    connection.close()
    if hasattr(connection, "cluster"):
        connection.cluster.release()


def _start_database() -> str:
    with connection.cursor() as cursor:
        cursor.execute("SHOW server_version")
        version = cursor.fetchone()[0].split()[0]
    if hasattr(connection, "cluster"):
        return f"PostgreSQL {version}, embedded, in {connection.cluster.folder}"
    return f"PostgreSQL {version} on {connection.settings_dict['HOST'] or 'this machine'}"


@contextmanager
def _one_at_a_time() -> Iterator[None]:
    """Two servers started together would both migrate and both load the demonstration."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_lock(%s)", [SET_UP_LOCK])
    try:
        yield
    finally:
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_advisory_unlock(%s)", [SET_UP_LOCK])


def _state_of_static_files() -> str:
    """Changes when a file comes, goes or is written, or the way of storing changes."""
    state = hashlib.sha256(f"{django.__version__} {settings.STORAGES['staticfiles']}".encode())
    for finder in get_finders():
        for path, storage in finder.list([]):
            found = Path(storage.path(path)).stat()
            state.update(f"{path} {found.st_size} {found.st_mtime_ns}\n".encode())
    return state.hexdigest()


def _is_empty() -> bool:
    """HealthHub's own account is there from the first migration: nobody signs in with it."""
    people = get_user_model()._base_manager.all()
    articles = apps.get_model("articles", "Article")._base_manager.all()
    return not articles.exists() and all(person.is_system for person in people[:2])
