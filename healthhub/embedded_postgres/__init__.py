"""A Django database engine that brings its own PostgreSQL server.

The first connection starts the server, the last process out stops it:

    DATABASES = {"default": {
        "ENGINE": "healthhub.embedded_postgres",
        "NAME": "healthhub",
        "CLUSTER": VAR / "postgres",   # where the server keeps its data
        "BINARIES": None,              # or the bin/ folder of another PostgreSQL
    }}

binaries.py finds PostgreSQL, account.py says who runs it, leases.py who uses it,
cluster.py creates, starts and stops it, base.py tells Django. Only base.py knows Django.
"""
