"""Kill -9, and what it leaves behind."""

import os
import signal
import subprocess
import time

from healthhub.embedded_postgres.account import account_for

from .conftest import kill, kill_server, server
from .visitor import connect

ENOUGH_WRITES = 200


def numbers(cluster):
    connection = connect(cluster)
    try:
        with connection.cursor() as cursor:
            cursor.execute("SELECT number FROM row")
            return {number for (number,) in cursor}
    finally:
        connection.close()


def test_killing_every_process_during_writes_loses_no_committed_row(cluster, visit):
    first = visit(cluster, "write")
    acknowledged = [first.stdout.readline()]
    writers = [first, visit(cluster, "write"), visit(cluster, "write")]
    while len(acknowledged) < ENOUGH_WRITES:
        acknowledged += [writer.stdout.readline() for writer in writers]

    kill([writer.pid for writer in writers] + server(cluster))
    for writer in writers:
        acknowledged += writer.communicate()[0].splitlines()

    kept = numbers(cluster)  # the next command starts cleanly
    assert {int(line) for line in acknowledged if line.strip()} <= kept


def test_a_killed_postmaster_is_replaced_while_its_children_still_work(cluster):
    busy = connect(cluster)
    postmaster = int((cluster.data / "postmaster.pid").read_text().split()[0])
    busy.cursor().execute("SELECT 1")
    asleep = subprocess.Popen(
        [cluster.program("psql"), "-h", cluster.hold(), "-U", "healthhub", "-d", "postgres"]
        + ["-c", "SELECT pg_sleep(60)"],
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    time.sleep(0.3)
    os.kill(postmaster, signal.SIGKILL)

    cluster.revive()

    assert asleep.wait(10)
    assert cluster.answers()
    assert postmaster not in server(cluster)


def test_a_pid_file_whose_number_now_belongs_to_another_program_does_not_bar_the_start(cluster):
    cluster.hold()
    account = account_for(cluster.data)
    kill_server(cluster)
    someone = {} if account.is_ours else {"user": account.uid, "group": account.gid}
    stranger = subprocess.Popen(["sleep", "60"], cwd="/", **someone)
    try:
        for name in ("postmaster.pid", ".s.PGSQL.5432.lock"):
            file = cluster.data / name
            lines = file.read_text().splitlines()
            file.write_text("\n".join([str(stranger.pid), *lines[1:]]) + "\n")

        cluster.revive()

        assert cluster.answers()
        assert stranger.poll() is None
    finally:
        stranger.kill()
        stranger.wait()


def test_a_creation_that_was_cut_off_is_begun_again(new_cluster):
    unfinished = new_cluster.folder / "data.unfinished"
    unfinished.mkdir(parents=True)
    (unfinished / "PG_VERSION").write_text("18\n")

    new_cluster.hold()

    assert new_cluster.answers()


def test_a_process_that_kept_its_lease_starts_the_server_again(cluster):
    cluster.hold()
    kill_server(cluster)
    assert not cluster.answers()

    cluster.revive()
    assert cluster.answers()

    cluster.release()
    assert not server(cluster)
