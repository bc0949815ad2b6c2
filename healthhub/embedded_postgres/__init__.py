"""A Django database engine that brings its own PostgreSQL server.

The first connection starts the server, the last process out stops it:

    DATABASES = {"default": {
        "ENGINE": "healthhub.embedded_postgres",
        "NAME": "healthhub",
        "CLUSTER": VAR / "postgres",   # where the server keeps its data
        "BINARIES": None,              # or the bin/ folder of another PostgreSQL
    }}

binaries.py finds PostgreSQL, account.py says who runs it, data_folder.py where its files are,
leases.py who uses it, processes.py what is left of it; cluster.py starts and stops it, and
keeper.py stops it when all its users were killed. Only base.py knows Django.
"""
