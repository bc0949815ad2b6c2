"""Times as people write them, by a day, a clock and a time zone; and moments written out."""

from datetime import UTC, date, datetime, time, timedelta
from functools import cache
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError, available_timezones

# Regions of the time zone database; its other names are old spellings and technical zones.
REGIONS = (
    "Africa",
    "America",
    "Antarctica",
    "Asia",
    "Atlantic",
    "Australia",
    "Europe",
    "Indian",
    "Pacific",
)
FIRST_YEAR, LAST_YEAR = 2000, 2200


class NoSuchTime(ValueError):
    """A time that does not exist in its zone, or that nobody can mean; its text is a sentence."""


@cache
def zones() -> tuple[str, ...]:
    """The names of time zones that a person can choose from, by region and place; UTC first."""
    places = {name for name in available_timezones() if name.partition("/")[0] in REGIONS}
    return ("UTC", *sorted(places))


def moments(day: date, clock: time, zone: str) -> tuple[datetime, ...]:
    """The moment that a clock in `zone` shows so, in UTC; two where it shows it twice.

    The clocks show an hour twice where they are set back, and skip one where they are set forward.
    Raises NoSuchTime for what they skip, for an unknown zone and for years that nobody can mean.
    """
    if not FIRST_YEAR <= day.year <= LAST_YEAR:
        raise NoSuchTime(f"The year {day.year} cannot be meant. Write the year with four digits.")
    place, naive = _zone(zone), datetime.combine(day, clock)
    found = [naive.replace(tzinfo=place, fold=fold).astimezone(UTC) for fold in (0, 1)]
    real = [moment for moment in found if _shown(moment, place) == naive]
    if not real:
        raise NoSuchTime(
            f"There is no {clock:%H:%M} on {_day(naive)} in {zone}: the clocks are set forward "
            "over it. Choose an earlier or a later time."
        )
    return tuple(dict.fromkeys(real))


def written_out(moment: datetime, zone: str) -> str:
    """As in “22 November 2026, 09:00, Europe/London (UTC+0)”; in UTC where no such zone is known.

    What was stored may name a zone that the time zone database has dropped since.
    """
    try:
        there = moment.astimezone(_zone(zone))
    except NoSuchTime:
        return written_out(moment, "UTC")
    name = zone if zone == "UTC" else f"{zone} ({offset(moment, zone)})"
    return f"{_day(there)}, {there:%H:%M}, {name}"


def offset(moment: datetime, zone: str) -> str:
    """How far the zone's clocks are from UTC at this moment, as in “UTC+5:30”."""
    ahead = moment.astimezone(_zone(zone)).utcoffset() or timedelta(0)
    minutes = int(ahead / timedelta(minutes=1))
    sign, (hours, rest) = "-" if minutes < 0 else "+", divmod(abs(minutes), 60)
    return f"UTC{sign}{hours}" + (f":{rest:02}" if rest else "")


def _zone(name):
    try:
        return ZoneInfo(name)
    except (ZoneInfoNotFoundError, ValueError, OSError) as error:
        raise NoSuchTime(f"There is no time zone “{name[:50]}”. Choose another.") from error


def _shown(moment, place):
    return moment.astimezone(place).replace(tzinfo=None, fold=0)


def _day(moment):
    return f"{moment.day} {moment:%B %Y}"
