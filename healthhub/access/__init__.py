"""Who may open which address: the table that docs/roles.md prints and that a test walks."""

from healthhub.access.doors import DOORS, Door, opens_for
from healthhub.access.page import render

__all__ = ["DOORS", "Door", "opens_for", "render"]
