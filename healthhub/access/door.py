"""What a row of the table is: an address, and who may open it.

`who` is a permission of `accounts/roles.py`, several joined by " + ", or one of the words below.
What it is about is somebody else's: a published article, a draft, a case of another's page. More is
open to the people whose own it is, and that is not in this table. An address without a row here
must be a page for everybody; `tests/healthhub/test_who_opens_what.py` walks them all.
"""

from dataclasses import dataclass

from accounts.roles import permissions_of

EVERYBODY = "everybody"
SIGNED_IN = "signed in"
STAFF = "has a role"
NOBODY = "nobody"


@dataclass(frozen=True)
class Door:
    """`name` is the address's name; `does` says in plain words what is done there. `values` is
    what stands in the address where one name leads to several doors."""

    name: str
    does: str
    who: str
    method: str = "GET"
    values: tuple[tuple[str, str], ...] = ()


def opens_for(door: Door, role: str) -> bool:
    """Whether the door opens for a person with this role alone; "" has none, "nobody" is nobody
    that the site knows."""
    if door.who == EVERYBODY:
        return True
    if door.who == NOBODY or role == "nobody":
        return False
    if door.who == SIGNED_IN:
        return True
    if door.who == STAFF:
        return bool(role)
    return set(door.who.split(" + ")) <= permissions_of([role])


def whole(app, model, called, *, view, add=NOBODY, delete=NOBODY):
    """The addresses that the admin gives every model."""
    name = f"admin:{app}_{model}"
    yield Door(f"{name}_changelist", f"List {called}", view)
    yield Door(f"{name}_add", f"Add to {called}", add)
    yield Door(f"{name}_change", f"Open one of {called}", view)
    yield Door(f"{name}_history", f"History of one of {called}", view)
    yield Door(f"{name}_delete", f"Delete one of {called}", delete)
    yield Door(f"admin:admin/{app}/{model}/<path:object_id>/", f"Short address of {called}", STAFF)
