"""Keeping the word lists and topic packs: each save is a new version, with person and reason."""

from django.db import transaction
from django.utils import timezone
from django.utils.text import slugify

from articles import quality, sensitivity, vocabulary
from articles.errors import NotAllowed
from articles.models import WordList, WordListVersion
from articles.quality.shipped import MAY_BE_EMPTY

UNCHANGED = "Nothing differs from the version before, so nothing was saved."
CHANGE, ADD = "articles.change_wordlist", "articles.add_wordlist"


class StaleList(NotAllowed):
    """Somebody saved the list after it was read; `current` is its newest version."""

    def __init__(self, current):
        self.current = current
        super().__init__(
            f"{current.made_by} saved version {current.number} while you were writing. "
            "Look at what differs, then save again."
        )


def mistakes(kind: str, key: str, text: str) -> list[str]:
    """What is wrong with the entries of a list as written, a sentence each."""
    entries = quality.read_entries(kind, text)
    found = [str(mistake) for mistake in entries.mistakes]
    if found:
        return found
    if kind == WordList.Kind.PACK:
        return _unknown_medicines(entries.value.medicines)
    if not entries.value and key not in MAY_BE_EMPTY:
        return ["A rule rests on this list, so it cannot be empty. Write at least one entry."]
    return _missing_medicines(entries.value) if key == "medicines" else []


def _unknown_medicines(names):
    known = vocabulary.current().medicines
    return [
        f"“{name}” is not in the list of medicine names. Add it there first."
        for name in sorted(names)
        if name not in known
    ]


def _missing_medicines(names):
    """A pack is found by its medicines: without their names nothing would ask for it any more."""
    return [
        f"The topic pack “{pack.name}” needs “{name}”. Put it back, or change the pack first."
        for pack in vocabulary.current().packs
        for name in sorted(pack.medicines)
        if name not in names
    ]


def differs(held: WordListVersion, *, text, source, owner) -> bool:
    """Whether saving this would make a version that says anything else."""
    return (_tidy(text), source.strip(), owner) != (held.text, held.source, held.owner)


def lock() -> None:
    """Saves come one after another, so that the newest version names the state of all lists."""
    list(WordList.objects.select_for_update().order_by("pk").values_list("pk", flat=True))


def start_pack(*, by, title, explanation, text, source, reason, owner=None) -> WordList:
    """A new topic pack; the other lists are those that the rules know, and no more."""
    _refuse_without(ADD, by)
    with transaction.atomic():
        lock()
        pack = WordList(kind=WordList.Kind.PACK, title=title, explanation=explanation)
        pack.key = slugify(title)[:60].strip("-")
        if not pack.key or WordList.objects.filter(key=pack.key).exists():
            raise NotAllowed(f"There is a list with a title like “{title}”. Choose another.")
        pack.full_clean()
        pack.save(force_insert=True)
        _add(pack, 1, by, text=text, source=source, reason=reason, owner=owner)
    return pack


def revise(
    word_list: WordList, *, by, on: int, text, source, reason, owner=None
) -> WordListVersion:
    """A new version, made on the one with the number `on`; raises StaleList if that is not the
    newest any more."""
    _refuse_without(CHANGE, by)
    with transaction.atomic():
        lock()
        newest = word_list.newest()
        if newest.number != on:
            raise StaleList(newest)
        if not differs(newest, text=text, source=source, owner=owner):
            raise NotAllowed(UNCHANGED)
        added = _add(word_list, on + 1, by, text=text, source=source, reason=reason, owner=owner)
        if word_list.key in sensitivity.JUDGED_BY and added.text != newest.text:
            sensitivity.recompute()
        return added


def go_back(word_list: WordList, *, to: int, by, on: int, reason) -> WordListVersion:
    """An older version's words and source as a new version; its owner stays who it is now."""
    old = word_list.versions.filter(number=to).first()
    if old is None:
        raise NotAllowed(f"There is no version {to}.")
    owner = word_list.newest().owner
    reason = f"Back to version {to}: {reason.strip()}" if reason.strip() else ""
    return revise(
        word_list, by=by, on=on, text=old.text, source=old.source, reason=reason, owner=owner
    )


def take_over(word_list: WordList, *, by, on: int) -> WordListVersion:
    """Become the owner: the person who answers for what the list says."""
    held = word_list.newest()
    return revise(
        word_list,
        by=by,
        on=on,
        text=held.text,
        source=held.source,
        reason="Took it over.",
        owner=by,
    )


def _add(word_list, number, by, *, text, source, reason, owner):
    text, source, reason = _tidy(text), source.strip(), reason.strip()
    if wrong := mistakes(word_list.kind, word_list.key, text):
        raise NotAllowed(" ".join(wrong[:10]))
    if not source or not reason:
        raise NotAllowed("Say where the list comes from, and why you change it.")
    if owner and not owner.has_perm(CHANGE):
        raise NotAllowed(f"{owner} may not change lists, so cannot own one. Choose an editor.")
    version = WordListVersion(
        word_list=word_list,
        number=number,
        text=text,
        source=source,
        reason=reason,
        owner=owner,
        made_at=timezone.now(),
        made_by=by,
    )
    version.clean_fields(exclude=["word_list", "owner", "made_by"])
    version.save(force_insert=True)
    return version


def _tidy(text):
    lines = [line.rstrip() for line in text.replace("\r\n", "\n").replace("\r", "\n").split("\n")]
    return "\n".join(lines).strip("\n") + "\n" if any(lines) else ""


def _refuse_without(permission, by):
    if not by.has_perm(permission):
        raise NotAllowed("Your roles do not include keeping word lists. Ask an editor.")
