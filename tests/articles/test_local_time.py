"""Times as people write them, in zones whose clocks are set forward and back."""

from datetime import UTC, date, datetime, time

import pytest

from articles.local_time import NoSuchTime, moments, written_out, zones


def at(*parts):
    return datetime(*parts, tzinfo=UTC)


@pytest.mark.parametrize(
    "day, clock, zone, expected",
    [
        (date(2026, 11, 22), time(9), "Europe/London", [at(2026, 11, 22, 9)]),
        (date(2026, 7, 22), time(9), "Europe/London", [at(2026, 7, 22, 8)]),
        (date(2026, 7, 22), time(9), "Asia/Kolkata", [at(2026, 7, 22, 3, 30)]),
        (date(2026, 1, 1), time(0), "UTC", [at(2026, 1, 1)]),
        # Set back: the clocks show it twice.
        (
            date(2026, 10, 25),
            time(1, 30),
            "Europe/London",
            [at(2026, 10, 25, 0, 30), at(2026, 10, 25, 1, 30)],
        ),
        (
            date(2026, 11, 1),
            time(1, 0),
            "America/New_York",
            [at(2026, 11, 1, 5), at(2026, 11, 1, 6)],
        ),
    ],
)
def test_a_clock_and_a_zone_are_a_moment_or_two(day, clock, zone, expected):
    assert list(moments(day, clock, zone)) == expected


@pytest.mark.parametrize(
    "day, clock, zone",
    [
        (date(2026, 3, 29), time(1, 30), "Europe/London"),
        (date(2026, 3, 8), time(2, 0), "America/New_York"),
        (date(2026, 10, 4), time(2, 15), "Australia/Lord_Howe"),  # half an hour
        (date(2011, 12, 30), time(9), "Pacific/Apia"),  # a whole day
    ],
)
def test_a_time_that_the_clocks_skip_is_refused_with_a_sentence(day, clock, zone):
    with pytest.raises(NoSuchTime, match="clocks are set forward over it"):
        moments(day, clock, zone)


@pytest.mark.parametrize("zone", ["", "x", "America", "../etc/passwd", "/etc/passwd", "A\0B"])
def test_a_zone_that_is_none_is_refused(zone):
    with pytest.raises(NoSuchTime, match="no time zone"):
        moments(date(2026, 1, 1), time(9), zone)


@pytest.mark.parametrize("year", [1, 1999, 2201, 9999])
def test_a_year_that_nobody_means_is_refused(year):
    with pytest.raises(NoSuchTime, match="cannot be meant"):
        moments(date(year, 12, 31), time(23, 59), "America/New_York")


def test_every_zone_that_is_offered_can_be_chosen():
    assert zones()[0] == "UTC" and "Europe/London" in zones()
    for zone in zones():
        assert moments(date(2026, 11, 22), time(12), zone)


def test_a_moment_in_a_zone_that_is_no_longer_known_is_written_out_in_utc():
    moment = at(2026, 11, 22, 9)
    for zone in ("Mars/Olympus", "", "../etc/passwd"):
        assert written_out(moment, zone) == "22 November 2026, 09:00, UTC"


def test_a_moment_is_written_out_with_its_zone():
    moment = at(2026, 11, 22, 9)
    assert written_out(moment, "Europe/London") == "22 November 2026, 09:00, Europe/London (UTC+0)"
    assert written_out(moment, "Asia/Kolkata") == "22 November 2026, 14:30, Asia/Kolkata (UTC+5:30)"
    assert written_out(moment, "America/St_Johns").endswith("05:30, America/St_Johns (UTC-3:30)")
    assert written_out(moment, "UTC") == "22 November 2026, 09:00, UTC"
