"""Who may open which address: the table that docs/roles.md prints and that a test walks."""

from healthhub.access.door import EVERYBODY, Door, opens_for
from healthhub.access.table import DOORS, render

__all__ = ["DOORS", "EVERYBODY", "Door", "opens_for", "render"]
