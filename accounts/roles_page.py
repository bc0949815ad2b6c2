"""docs/roles.md, drawn from the roles."""

from accounts.roles import ROLES, is_weighty

HEAD = """\
# Roles

This page is made from `accounts/roles.py` by `manage.py write_docs`. Change the roles,
not this page.

A person may have several roles. Nobody, superusers included, may approve a text that they wrote,
edited or submitted.

What is marked in the last column nobody may do with a password alone, superusers included, where
`STAFF_SECOND_FACTOR` is on, as it always is in production: an authenticator app or a passkey has to
be set up first.

"""


def render() -> str:
    sentences = [f"- **{role.label}** (`{role.name}`): {role.sentence}" for role in ROLES.values()]
    return HEAD + "\n".join(sentences) + "\n\n" + _table()


def _table():
    every = sorted(set().union(*(role.permissions for role in ROLES.values())))
    rows = [
        "| Permission | "
        + " | ".join(role.label for role in ROLES.values())
        + " | Second factor |",
        "|---|" + "---|" * (len(ROLES) + 1),
    ]
    for permission in every:
        marks = ["yes" if permission in role.permissions else "" for role in ROLES.values()]
        marks.append("needed" if is_weighty(permission) else "")
        rows.append(f"| `{permission}` | " + " | ".join(marks) + " |")
    return "\n".join(rows) + "\n"
