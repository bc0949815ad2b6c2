"""Help lines as readers see them: their own country first, and nothing that nobody checked.

A line that was not checked for six months is not shown; the words for anywhere stand in its place.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from itertools import groupby
from operator import attrgetter

from django.conf import settings
from django.utils.translation import gettext, gettext_noop

from articles import quality
from articles.models import Channel, HelpLine

ALSO_CALLED = {"UK": "GB"}
_SAYS = {
    Channel.CALL: gettext_noop("Call {}"),
    Channel.TEXT: gettext_noop("Text {}"),
    Channel.CHAT: gettext_noop("Chat at {}"),
    Channel.EMAIL: gettext_noop("E-mail {}"),
    Channel.TTY: gettext_noop("Text phone (TTY) {}"),
}
_SCHEMES = {
    Channel.CALL: "tel:",
    Channel.TEXT: "sms:",
    Channel.CHAT: "",
    Channel.EMAIL: "mailto:",
    Channel.TTY: "tel:",
}


@dataclass(frozen=True)
class Contact:
    """One thing to press. `spelled` has a number's digits apart, for those who hear the page."""

    words: str
    href: str
    spelled: str
    note: str

    @property
    def is_elsewhere(self) -> bool:
        return self.href.startswith("https:")


@dataclass(frozen=True)
class Service:
    name: str
    audience: str
    note: str
    contacts: tuple[Contact, ...]


@dataclass(frozen=True)
class Country:
    """What may be shown of a country today. `checked_on` is the day of its oldest check; where
    it is not `is_whole`, something is missing and the words for anywhere must stand in."""

    code: str
    name: str
    emergency: tuple[Contact, ...] = ()
    services: tuple[Service, ...] = ()
    checked_on: date | None = None
    is_whole: bool = False


@dataclass(frozen=True)
class Panel:
    """The reader's country, the others, and what a reader may choose (code and name)."""

    country: Country
    others: tuple[Country, ...]
    choices: tuple[tuple[str, str], ...]


def panel(region: str, on: date) -> Panel:
    """What a page shows on this day; a region that nobody keeps becomes the site's own."""
    known = {country.code: country for country in countries(on)}
    code = next((c for c in (_code(region), settings.HELP_REGION) if c in known), "")
    return Panel(
        country=known.get(code, Country("", "")),
        others=tuple(c for c in known.values() if c.code != code and c.checked_on),
        choices=tuple((country.code, country.name) for country in known.values()),
    )


def countries(on: date) -> list[Country]:
    """Every country with a line in use, in the order of their names; one question."""
    lines = HelpLine.objects.in_use().order_by(*HelpLine._meta.ordering)
    by_country = groupby(sorted(lines, key=attrgetter("country")), key=attrgetter("country"))
    found = [_country(code, list(lines), on) for code, lines in by_country]
    return sorted(found, key=attrgetter("name", "code"))


def for_checks(region: str, on: date) -> tuple[quality.CrisisLine, ...]:
    """The lines that a page for this region shows on this day, as rule HQ-19 asks for them."""
    lines = HelpLine.objects.current(on).filter(country=_code(region))
    return tuple(
        quality.CrisisLine(region, line.name, line.number, line.is_emergency, line.verified_on)
        for line in lines
    )


def _code(region):
    code = region.strip().upper()
    return ALSO_CALLED.get(code, code)


def _country(code: str, lines: list[HelpLine], on: date) -> Country:
    shown = [line for line in lines if line.is_current(on)]
    emergency = [line for line in shown if line.is_emergency]
    helping = [line for line in shown if not line.is_emergency]
    return Country(
        code=code,
        name=lines[0].country_name,
        emergency=tuple(_contact(line, "") for line in emergency),
        services=tuple(
            _service(name, list(ways)) for name, ways in groupby(helping, key=attrgetter("name"))
        ),
        checked_on=min((line.verified_on for line in shown), default=None),
        is_whole=bool(emergency and helping) and len(shown) == len(lines),
    )


def _service(name: str, lines: list[HelpLine]) -> Service:
    """What holds for every way to reach it is said once, the rest beside each."""
    hours, languages = _shared(lines, "hours"), _shared(lines, "languages")
    audience = next((line.audience for line in lines if line.audience), "")
    contacts = tuple(
        _contact(line, _note("" if hours else line.hours, "" if languages else line.languages))
        for line in lines
    )
    return Service(name, audience, _note(hours, languages), contacts)


def _shared(lines: list[HelpLine], what: str) -> str:
    found = {getattr(line, what) for line in lines}
    return found.pop() if len(found) == 1 else ""


def _note(*parts: str) -> str:
    return ", ".join(filter(None, parts))


def _contact(line: HelpLine, note: str) -> Contact:
    shown = line.number.removeprefix("https://").rstrip("/")
    if line.what_to_send:
        words = gettext("Text {words} to {number}").format(words=line.what_to_send, number=shown)
    else:
        words = gettext(_SAYS[line.channel]).format(shown)
    return Contact(words, _href(line), _spelled(line), note)


def _href(line):
    number = _only(line.number, "+0123456789") if line.is_by_phone else line.number
    return _SCHEMES[line.channel] + number


def _spelled(line):
    """“988” is read out as a sum of money or of people; “9 8 8” as what it is."""
    if not line.is_by_phone:
        return ""
    parts = _only(line.number, "0123456789", instead=" ").split()
    return ", ".join(" ".join(part) for part in parts)


def _only(text: str, signs: Iterable[str], instead: str = "") -> str:
    return "".join(sign if sign in signs else instead for sign in text)
