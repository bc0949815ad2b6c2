"""All rows, and the part of docs/roles.md that prints them."""

from accounts.roles import ROLES
from healthhub.access import people, publishing
from healthhub.access.door import opens_for

DOORS = [
    *people.ACCOUNTS,
    *people.COMMENTS,
    *publishing.ARTICLES,
    *publishing.CATALOGUE,
    *people.READERS,
    *people.MODERATION,
    *people.PEOPLE,
    *people.DESK,
]
HEAD = """
## What opens for whom

Made from `healthhub/access/`; a test opens every address of the site as everybody in this
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
