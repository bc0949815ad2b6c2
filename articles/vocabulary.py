"""The words that the quality rules look for, as editors keep them now.

Built once for each change of any list, and kept: what holds is asked with one cheap query.
"""

import logging
from collections.abc import Iterable
from dataclasses import fields, replace
from typing import Any

from django.db.models import Max

from articles import quality
from articles.models import WordListVersion
from articles.quality.packs import TopicPack

logger = logging.getLogger(__name__)
FIELDS = frozenset(field.name for field in fields(quality.Vocabulary))
_latest: quality.Vocabulary | None = None


def current() -> quality.Vocabulary:
    """What the lists say now; a list that the database does not have is as HealthHub ships it."""
    global _latest  # noqa: PLW0603 – one vocabulary for the whole process
    newest, known = version(), _latest
    if known is None or known.version != newest:
        _latest = known = as_of(newest)
    return known


def version() -> int:
    """The number of what holds now: saves of lists come one after another, so the newest version
    of any of them names the state of all. 0 where there are none."""
    return WordListVersion.objects.aggregate(newest=Max("pk"))["newest"] or 0


def as_of(number: int) -> quality.Vocabulary:
    """What the lists said when `version()` was this number."""
    held = (
        WordListVersion.objects.filter(pk__lte=number)
        .order_by("word_list_id", "-number")
        .distinct("word_list_id")
        .select_related("word_list", "owner")
    )
    return _made_of(held, number)


def _made_of(held: Iterable[WordListVersion], number: int) -> quality.Vocabulary:
    lists: dict[str, Any] = {}
    packs: list[TopicPack] = []
    for each in held:
        value = _entries_of(each)
        if each.word_list.is_pack:
            owner = str(each.owner) if each.owner else ""
            packs.append(replace(value, owner=owner, source=each.source, version=each.number))
        elif each.word_list.key in FIELDS:
            lists[each.word_list.key] = value
    if packs:
        names = lists.get("medicines", quality.DEFAULT.medicines)
        lists["packs"] = tuple(_by_generic(pack, names) for pack in packs if pack.statements)
    return replace(quality.DEFAULT, version=number, **lists)


def _entries_of(version):
    """Mistakes are refused at saving; what only later rules call wrong is left out, and told."""
    entries = quality.read_entries(version.word_list.kind, version.text, version.word_list.title)
    for mistake in entries.mistakes:
        logger.error("The word list “%s” cannot be read. %s", version.word_list, mistake)
    return entries.value


def _by_generic(pack: TopicPack, names) -> TopicPack:
    """Texts name brands, and rules look medicines up by their generic names."""
    return replace(pack, medicines=frozenset(names.get(name, name) for name in pack.medicines))
