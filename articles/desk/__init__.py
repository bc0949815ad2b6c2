"""The desk: what waits for a person, by what they may do. A section is one query.

A section is there only for those who can act on it, over what they may see; each of its rows leads
to where one acts. What readers see without a review comes first, then what further apps bring
(settings.FURTHER_DESK_SECTIONS).
"""

from django.conf import settings
from django.utils.module_loading import import_string

from articles.desk import judging, upkeep, writing
from articles.desk.section import Section

FIRST = (judging.EXCEPTIONS,)
KINDS = (*writing.ANSWERS, *judging.KINDS, *upkeep.KINDS, writing.DRAFTS)


def sections(user) -> list[Section]:
    """The sections of this person, each filled, empty ones too; in the order of their weight."""
    further = [import_string(name) for name in settings.FURTHER_DESK_SECTIONS]
    return [filled for kind in (*FIRST, *further, *KINDS) if (filled := kind.fill(user))]
