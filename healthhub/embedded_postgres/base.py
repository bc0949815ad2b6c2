"""The embedded server as Django sees it: PostgreSQL, started by the first connection."""

import psycopg2
from django.db.backends.postgresql import base, client
from psycopg2 import errors, sql

from .cluster import PORT, Cluster, cluster
from .data_folder import USER
from .failure import ServerUnavailable

TEST_PREFIX = "test_"


class DatabaseClient(client.DatabaseClient):
    """dbshell with the psql that belongs to the server."""

    def runshell(self, parameters: list[str]) -> None:
        self.connection.settings_dict |= self.connection.server_address()
        type(self).executable_name = str(self.connection.cluster.program("psql"))
        super().runshell(parameters)


class DatabaseWrapper(base.DatabaseWrapper):
    client_class = DatabaseClient

    @property
    def cluster(self) -> Cluster:
        return cluster(self.settings_dict["CLUSTER"], self.settings_dict.get("BINARIES"))

    def server_address(self) -> dict[str, str]:
        """Where the server answers, in the words of a DATABASES entry. Starts it if need be."""
        return {
            "HOST": str(_or_operational_error(self.cluster.hold)),
            "PORT": str(PORT),
            "USER": USER,
        }

    def get_connection_params(self):
        address = {key.lower(): value for key, value in self.server_address().items()}
        return super().get_connection_params() | address

    def get_new_connection(self, conn_params):
        try:
            return super().get_new_connection(conn_params)
        except psycopg2.OperationalError:
            self._repair(conn_params)
            return super().get_new_connection(conn_params)

    def _repair(self, conn_params) -> None:
        """A server that died is started again; our database is made if it was never made."""
        conn_params["host"] = str(_or_operational_error(self.cluster.revive))
        name = conn_params["dbname"]
        if name != "postgres" and not name.startswith(TEST_PREFIX):
            _create_unless_there(name, conn_params)


def _create_unless_there(name: str, conn_params) -> None:
    server = psycopg2.connect(**{**conn_params, "dbname": "postgres"})
    try:
        server.autocommit = True
        with server.cursor() as cursor:
            cursor.execute("SELECT FROM pg_database WHERE datname = %s", [name])
            if not cursor.rowcount:
                cursor.execute(sql.SQL("CREATE DATABASE {}").format(sql.Identifier(name)))
    except (errors.DuplicateDatabase, errors.UniqueViolation):
        pass  # another first command was quicker
    finally:
        server.close()


def _or_operational_error(use):
    """Django, and the middleware that answers 503, know the driver's errors."""
    try:
        return use()
    except ServerUnavailable as error:
        raise psycopg2.OperationalError(str(error)) from error
