"""The embedded server as Django's database, on a cluster of its own."""

import subprocess
import sys
from pathlib import Path

import pytest
from django.db import OperationalError
from django.db.utils import ConnectionHandler

from .conftest import kill_server, server

ROOT = Path(__file__).resolve().parents[2]


@pytest.fixture
def connect(cluster, django_db_blocker):
    opened = []

    def make(name="healthhub", **changes):
        entry = {"ENGINE": "healthhub.embedded_postgres", "NAME": name, "CLUSTER": cluster.folder}
        connection = ConnectionHandler({"default": entry | changes})["default"]
        opened.append(connection)
        return connection

    with django_db_blocker.unblock():
        yield make
        for connection in opened:
            connection.close()
            connection.cluster.release()


def answer(connection, question="SELECT current_database()"):
    with connection.cursor() as cursor:
        cursor.execute(question)
        return cursor.fetchone()[0]


def test_the_first_connection_starts_the_server_and_makes_the_database(connect, cluster):
    connection = connect("made_when_missing")
    assert not server(cluster)

    assert answer(connection) == "made_when_missing"
    assert answer(connect("made_when_missing")) == "made_when_missing"


def test_a_missing_test_database_is_never_made_by_connecting(connect):
    with pytest.raises(OperationalError, match="does not exist"):
        connect("test_that_nobody_made").ensure_connection()


def test_a_killed_server_is_back_at_the_next_connection(connect, cluster):
    connection = connect()
    connection.ensure_connection()
    kill_server(cluster)

    with pytest.raises(OperationalError):
        answer(connection)
    connection.close()

    assert answer(connection) == "healthhub"


def test_a_server_that_cannot_start_is_an_operational_error_with_the_reason(connect, place):
    with pytest.raises(OperationalError, match="HEALTHHUB_POSTGRES_BINARIES names"):
        connect(CLUSTER=place / "other", BINARIES=str(place)).ensure_connection()


def test_dbshell_is_told_where_the_server_is(connect):
    connection = connect()
    shown = subprocess.run([*shell_command(connection), "-Atc", "SELECT 42"], capture_output=True)

    assert shown.stdout.strip() == b"42"


def shell_command(connection):
    connection.ensure_connection()
    settings = connection.settings_dict | connection.server_address()
    command, _ = connection.client.settings_to_cmd_args_env(settings, [])
    return [connection.cluster.program("psql"), *command[1:]]


FIRST_COMMAND = """
import sys
from django.conf import settings
settings.configure(DATABASES={"default": {
    "ENGINE": "healthhub.embedded_postgres", "NAME": "healthhub", "CLUSTER": sys.argv[1]}})
from django.db import connection
with connection.cursor() as cursor:
    cursor.execute("SELECT current_database()")
    print(cursor.fetchone()[0])
"""


def test_four_first_commands_at_once_make_one_server_and_one_database(new_cluster):
    command = [sys.executable, "-c", FIRST_COMMAND, new_cluster.folder]
    started = [subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE) for _ in range(4)]

    said = [process.communicate(timeout=120)[0] for process in started]

    assert said == [b"healthhub\n"] * 4
    assert not server(new_cluster)
