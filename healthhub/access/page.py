"""The part of docs/roles.md that says which address opens for whom."""

from accounts.roles import ROLES
from healthhub.access.doors import DOORS, opens_for

HEAD = """
## What opens for whom

Made from `healthhub/access/doors.py`; a test opens every address of the site as everybody in this
table and compares. What it is about is somebody else's: more is open to the people whose own it is.
Pages for readers are not listed: they open for everybody, and are the same for everybody.

"""


def render() -> str:
    people = {"nobody": "Not signed in", "": "Reader"} | {
        name: role.label for name, role in ROLES.items()
    }
    rows = ["| What | " + " | ".join(people.values()) + " |", "|---|" + "---|" * len(people)]
    for door in DOORS:
        marks = ["yes" if opens_for(door, role) else "" for role in people]
        rows.append(f"| {door.does} | " + " | ".join(marks) + " |")
    return HEAD + "\n".join(rows) + "\n"
