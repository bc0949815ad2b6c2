"""Who starts the server and who stops it, with real processes."""

import time

from healthhub.embedded_postgres import processes
from healthhub.embedded_postgres.cluster import Cluster

from .conftest import kill, mark, remove, server


def keepers(cluster):
    """The process that waits beside the server, and perhaps the last server's."""
    mine = f"keeper\0{cluster.folder}\0".encode()
    return [pid for pid, title in processes._titles() if mine in title]


def leave(visitor):
    visitor.stdin.close()
    visitor.wait(30)


def test_four_first_commands_at_once_start_one_server(new_cluster, visit):
    visitors = [visit(new_cluster) for _ in range(4)]

    postmasters = {visitor.stdout.readline() for visitor in visitors}

    assert len(postmasters) == 1
    assert int(postmasters.pop()) in server(new_cluster)
    assert new_cluster.log.read_text().count("database system is ready") == 1


def test_the_last_one_out_stops_the_server(cluster, visit):
    first, second = visit(cluster), visit(cluster)
    first.stdout.readline(), second.stdout.readline()

    leave(first)
    assert server(cluster)

    leave(second)
    assert not server(cluster)


def test_a_killed_process_keeps_no_lease(cluster, visit):
    killed, later = visit(cluster), visit(cluster)
    killed.stdout.readline(), later.stdout.readline()

    killed.kill()
    killed.wait()
    leave(later)

    assert not server(cluster)


def test_a_server_whose_users_were_all_killed_is_stopped(cluster, visit):
    killed = [visit(cluster), visit(cluster)]
    for visitor in killed:
        visitor.stdout.readline()

    kill(visitor.pid for visitor in killed)

    assert processes.wait_until_gone(cluster.mark, 30)
    assert "database system is shut down" in cluster.log.read_text()


def test_a_server_without_users_or_keeper_is_stopped_by_the_next_command(cluster, visit):
    killed = visit(cluster)
    postmaster = killed.stdout.readline()
    kill([*keepers(cluster), killed.pid])
    killed.wait()

    later = visit(cluster)
    assert later.stdout.readline() == postmaster
    leave(later)
    assert not server(cluster)


def test_a_forked_child_neither_loses_its_parents_lease_nor_depends_on_it(cluster, visit):
    said = visit(cluster, "fork").communicate(timeout=30)[0].split()

    assert said == ["True", "True", "False"]


def test_threads_and_connections_of_one_process_share_a_lease(cluster):
    assert cluster.hold() == cluster.hold()

    cluster.release()

    assert not server(cluster)


def test_the_server_of_a_folder_deleted_while_in_use_ends_with_its_last_user(new_cluster):
    other = Cluster(new_cluster.folder)
    other.hold()
    new_cluster.hold()
    while not (new_cluster.folder / "keeper").exists():
        time.sleep(0.05)
    remove(new_cluster.folder)

    other.release()
    assert server(new_cluster)

    new_cluster.release()
    assert processes.wait_until_gone(mark(new_cluster), 30)
