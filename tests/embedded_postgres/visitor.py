"""A process that uses an embedded server, for tests that need several, or need to kill one.

python visitor.py FOLDER stay    print the postmaster's pid, end when standard input closes
python visitor.py FOLDER write   print the number of each row that is committed, for ever
python visitor.py FOLDER fork    print what became of the server when children came and went
"""

import os
import sys
import time
from pathlib import Path

import psycopg2

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))
from healthhub.embedded_postgres.cluster import PORT, Cluster
from healthhub.embedded_postgres.data_folder import USER


def stay(cluster: Cluster) -> None:
    cluster.hold()
    say((cluster.data / "postmaster.pid").read_text().split()[0])
    sys.stdin.read()


def write(cluster: Cluster) -> None:
    connection = connect(cluster)
    with connection.cursor() as cursor:
        cursor.execute("CREATE TABLE IF NOT EXISTS row (number serial)")
        while True:
            cursor.execute("INSERT INTO row DEFAULT VALUES RETURNING number")
            say(cursor.fetchone()[0])


def fork(cluster: Cluster) -> None:
    cluster.hold()
    child = os.fork()
    if not child:
        cluster.release()  # never used it: must not take the parent's lease away
        os._exit(0)
    os.waitpid(child, 0)
    say(cluster.answers())

    child = os.fork()
    if not child:
        cluster.hold()
        time.sleep(0.5)
        say(cluster.answers())
        cluster.release()
        say(cluster.answers())
        os._exit(0)
    time.sleep(0.2)
    cluster.release()  # not the last one out: the child goes on
    os.waitpid(child, 0)


def connect(cluster: Cluster):
    connection = psycopg2.connect(host=str(cluster.hold()), port=PORT, user=USER, dbname="postgres")
    connection.autocommit = True
    return connection


def say(what: object) -> None:
    sys.stdout.write(f"{what}\n")
    sys.stdout.flush()


if __name__ == "__main__":
    {"stay": stay, "write": write, "fork": fork}[sys.argv[2]](Cluster(Path(sys.argv[1])))
