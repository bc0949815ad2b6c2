"""Which addresses live pages use, and what repeated checks make of them."""

from datetime import UTC, datetime, timedelta
from email.utils import format_datetime

import pytest
from django.db import IntegrityError, transaction
from django.utils import timezone

from articles import link_checks, link_verdicts, links, outgoing, workflow
from articles.errors import NotAllowed
from articles.link_verdicts import Verdict
from articles.models import Link, LinkStatus, LinkUse
from tests.articles.stub_servers import said, stub

pytestmark = pytest.mark.django_db
BODY = (
    '<h2>Why</h2><p><span data-source="1">Sleep helps</span>. Read '
    '<a href="https://a.example/one#part">one</a>, <a href="https://a.example/one">it again</a>, '
    '<a href="/health/">ours</a>, <a href="mailto:a@a.example">write</a> or '
    '<a href="https://b.example/two">two</a>.</p>'
)
REFERENCES = [
    {"title": "On sleep", "doi": "10.1000/1", "kind": "journal"},
    {"title": "On rest", "url": "https://b.example/two"},
]


@pytest.fixture
def live(make_published):
    return make_published(body=BODY, references=REFERENCES)


def used():
    rows = LinkUse.objects.values_list("link__address", "place")
    return sorted(rows)


def at(address, **facts):
    """A link that is due now, or as `facts` say."""
    host = facts.pop("host", outgoing.target_of(address).host)
    return Link.objects.create(address=address, digest=Link.digest_of(address), host=host, **facts)


@pytest.fixture
def published(published):
    """Without its own links: no test may ask a foreign host."""
    LinkUse.objects.all().delete()
    Link.objects.all().delete()
    return published


def use(link, article):
    return LinkUse.objects.create(link=link, article=article, place="text")


# -- in step with what is live ----------------------------------------------------------------------


def test_a_page_that_goes_live_brings_its_addresses_each_once(live):
    assert used() == [
        ("https://a.example/one", "text"),
        ("https://b.example/two", "source"),
        ("https://b.example/two", "text"),
        ("https://doi.org/10.1000/1", "source"),
    ]
    assert Link.objects.count() == 3
    assert set(Link.objects.values_list("status", flat=True)) == {"unchecked"}


def test_a_draft_brings_none(make_draft):
    make_draft(body=BODY, references=REFERENCES)
    assert used() == [] and not Link.objects.exists()


def test_a_withdrawn_page_uses_none_and_a_restored_one_again(live, editor):
    workflow.withdraw(live, by=editor, reason="Outdated.")
    assert used() == [] and Link.objects.count() == 3
    workflow.restore(live, by=editor)
    assert len(used()) == 4


def test_two_pages_share_an_address(live, make_published):
    make_published("Rest well", body=BODY, references=REFERENCES)
    assert Link.objects.count() == 3 and LinkUse.objects.count() == 8


def test_a_page_that_says_the_same_asks_little(live, django_assert_num_queries):
    assert live.live.sources
    with django_assert_num_queries(1):
        links.refresh(live)


def test_our_own_addresses_are_not_followed(settings):
    settings.SITE_URL = "https://health.example"
    html = '<p><a href="https://health.example/x">x</a> <a href="https://other.example/">y</a></p>'
    assert [f.address for f in links.addresses_of([], html)] == ["https://other.example/"]


def test_broken_addresses_are_told_with_their_pages(live, django_assert_num_queries):
    now = timezone.now()
    link = Link.objects.get(address="https://b.example/two")
    Link.objects.filter(pk=link.pk).update(status="broken", failures=2, first_failed=now)
    with django_assert_num_queries(1):
        rows = links.broken(20)
    assert [tuple(row) for row in rows] == [
        (live.pk, "Sleep well", "https://b.example/two", now)
    ] * 2
    assert links.broken(1) == rows[:1]
    assert links.count_broken(100) == 2 and links.count_broken(1) == 1


def test_the_database_says_broken_only_after_two_failures(db):
    with pytest.raises(IntegrityError), transaction.atomic():
        at("https://a.example/", status="broken", failures=1, first_failed=timezone.now())
    with pytest.raises(IntegrityError), transaction.atomic():
        at("https://a.example/", failures=1)


# -- what an answer means ---------------------------------------------------------------------------


def answered(status, **headers):
    return outgoing.Answer(status, "Said", "https://a.example/x", headers)


@pytest.mark.parametrize("status", [200, 204, 206, 302, 304])
def test_what_answers_works(status):
    assert link_verdicts.judge(answered(status), "https://a.example/").outcome == "works"


@pytest.mark.parametrize("status", [404, 410, 500, 502, 504])
def test_what_is_not_there_or_at_fault_has_failed(status):
    assert link_verdicts.judge(answered(status), "https://a.example/").outcome == "fails"


@pytest.mark.parametrize("status", [401, 403, 405, 429, 451, 503, 999])
def test_what_will_not_say_tells_nothing(status):
    assert link_verdicts.judge(answered(status), "https://a.example/").outcome == "unsure"


HOUR, DAY = timedelta(hours=1), timedelta(days=1)


@pytest.mark.parametrize(
    ("written", "wait"),
    [
        ("7200", 2 * HOUR), ("1", HOUR), ("", HOUR), ("x", HOUR), ("-1", HOUR), ("٣", HOUR),
        ("99999999999999999999", 7 * DAY), ("Thu, 01 Jan 1970 00:00:00 GMT", HOUR),
        ("Fri, 31 Dec 9999 23:59:59 GMT", 7 * DAY), ("Fri, 99 Dec 0000 99:99:99 GMT", HOUR),
    ],
)  # fmt: skip
def test_a_host_that_asks_for_a_pause_is_given_it_within_reason(written, wait):
    answer = answered(429, **{"retry-after": written})
    assert link_verdicts.judge(answer, "https://a.example/").wait == wait


def test_a_pause_until_a_moment_is_kept():
    until = format_datetime(datetime.now(UTC) + 5 * HOUR, usegmt=True)
    wait = link_verdicts.judge(answered(503, **{"retry-after": until}), "https://a.example/").wait
    assert 4 * HOUR < wait <= 5 * HOUR


def test_the_pause_of_another_host_is_not_this_ones():
    assert link_verdicts.judge(answered(429), "https://doi.org/10.1000/1").wait is None


WORKS, FAILS, UNSURE = (Verdict(outcome, "Said") for outcome in ("works", "fails", "unsure"))


def stored(link, verdict, ago=None):
    if ago:  # the failure that is remembered was this long ago
        Link.objects.filter(pk=link.pk).update(first_failed=timezone.now() - ago)
    link_verdicts.store(link.pk, verdict)
    link.refresh_from_db()
    return link


def days_until(link):
    return (link.next_check - timezone.now()) / DAY


def test_a_link_is_broken_after_two_failures_a_day_apart_and_never_sooner():
    link = at("https://a.example/")
    assert stored(link, FAILS).status == LinkStatus.FAILING
    assert days_until(link) > 1
    assert stored(link, FAILS, ago=timedelta(hours=23)).status == LinkStatus.FAILING
    assert stored(link, FAILS, ago=timedelta(hours=24)).status == LinkStatus.BROKEN
    assert link.failures == 2 and days_until(link) > 6
    assert stored(link, FAILS).failures == 3


def test_one_good_answer_makes_it_whole_again():
    link = stored(stored(at("https://a.example/"), FAILS), FAILS, ago=2 * DAY)
    assert link.status == LinkStatus.BROKEN
    link = stored(link, WORKS)
    assert (link.status, link.failures, link.first_failed) == (LinkStatus.WORKS, 0, None)
    assert 26 < days_until(link) < 34
    assert stored(link, FAILS).status == LinkStatus.FAILING


def test_an_answer_that_tells_nothing_changes_no_verdict():
    link = stored(at("https://a.example/"), UNSURE)
    assert link.status == LinkStatus.COULD_NOT_TELL and days_until(link) > 6
    link = stored(stored(link, FAILS), UNSURE)
    assert link.status == LinkStatus.FAILING and link.failures == 1
    link = stored(stored(link, FAILS, ago=2 * DAY), UNSURE)
    assert link.status == LinkStatus.BROKEN


# -- whose turn it is -------------------------------------------------------------------------------


def claimed():
    return {host: [link.address for link in rows] for host, rows in link_checks.claim().items()}


def test_what_is_due_is_claimed_once(live):
    assert set(claimed()) == {"a.example", "b.example", "doi.org"}
    assert claimed() == {}


def test_what_was_claimed_and_never_asked_is_taken_up_again(live):
    claimed()
    Link.objects.update(next_check=timezone.now() - timedelta(seconds=1))
    assert len(claimed()) == 3


def test_what_no_live_page_uses_is_not_asked(live, editor):
    workflow.withdraw(live, by=editor, reason="Outdated.")
    assert claimed() == {}
    assert min(days_until(link) for link in Link.objects.all()) > 29


def test_a_host_takes_a_few_at_a_time_and_the_rest_come_later(live):
    for number in range(link_checks.OF_ONE_HOST + 5):
        use(at(f"https://many.example/{number}"), live)
    groups = claimed()
    assert len(groups["many.example"]) == link_checks.OF_ONE_HOST
    assert len(groups) == 4 and claimed() == {}
    soon = Link.objects.filter(next_check__lt=timezone.now() + timedelta(minutes=61))
    assert soon.filter(host="many.example").count() == link_checks.OF_ONE_HOST + 5


def test_a_batch_has_so_many_hosts_and_leaves_the_others_due(live):
    for number in range(link_checks.HOSTS):
        use(at(f"https://h{number}.example/"), live)
    assert len(claimed()) == link_checks.HOSTS
    assert len(claimed()) == 3


def test_a_host_that_asked_for_a_pause_is_left_alone(live):
    until = timezone.now() + 2 * HOUR
    Link.objects.filter(address="https://a.example/one").update(host_rests_until=until)
    use(other := at("https://a.example/other"), live)
    assert "a.example" not in claimed()
    other.refresh_from_db()
    assert other.next_check == until


@pytest.mark.django_db(transaction=True)
def test_two_workers_never_claim_the_same(live):
    from threading import Thread

    from django.db import connection

    found = []

    def claim():
        with transaction.atomic():
            found.append(claimed())
        connection.close()

    with transaction.atomic():
        found.append(claimed())
        other = Thread(target=claim)
        other.start()
        other.join(10)
    assert [len(groups) for groups in found] == [3, 0]


# -- asking -----------------------------------------------------------------------------------------


@pytest.fixture
def server(monkeypatch):
    """Two names for a server on this machine, which the checks may ask; no pauses."""
    with stub() as running:
        real, place = outgoing.ask, frozenset({running.place, f"127.0.0.1:{running.port}"})
        monkeypatch.setattr(outgoing, "ask", lambda url, **o: real(url, allowed=place, **o))
        monkeypatch.setattr(link_checks, "PAUSE", 0.0)
        yield running


@pytest.fixture
def asked(server, published):
    """A due link of that server, and the path it is at, asked and read again."""

    def ask(path="/page", **facts):
        link = at(server.url + path, **facts)
        use(link, published)
        link_checks.check_a_batch()
        link.refresh_from_db()
        return link

    return ask


def test_a_page_that_is_there_is_asked_for_its_head_only(server, asked):
    server.answers["/page"] = said(200)
    link = asked()
    assert (link.status, link.answer) == (LinkStatus.WORKS, "200 Said")
    assert server.lines == ["HEAD /page"]
    assert "(+http" in server.header("user-agent")


def test_a_server_that_knows_no_head_is_asked_for_the_page(server, asked):
    server.answers |= {"HEAD /page": said(405), "GET /page": said(200, b"x" * 500_000)}
    assert asked().status == LinkStatus.WORKS


def test_a_page_that_is_missing_has_failed_once(server, asked):
    link = asked()
    assert (link.status, link.failures, link.answer) == (LinkStatus.FAILING, 1, "404 Said")
    assert server.lines == ["HEAD /page", "GET /page"]


def test_a_host_that_asks_for_a_pause_is_asked_nothing_more(server, asked, published):
    use(at(server.url + "/first"), published)
    server.answers["/first"] = said(429, Retry_After="7200")
    link = asked("/second")
    assert server.lines == ["HEAD /first"] and link.status == LinkStatus.UNCHECKED
    first = Link.objects.get(address=server.url + "/first")
    assert first.status == LinkStatus.COULD_NOT_TELL
    assert first.host_rests_until == first.last_check + 2 * HOUR


def test_an_address_that_leads_to_this_machine_is_never_asked(published, monkeypatch):
    with stub({"/": said(200)}) as server:
        use(link := at(f"http://127.0.0.1:{server.port}/"), published)
        link_checks.check_a_batch()
        link.refresh_from_db()
        assert link.status == LinkStatus.COULD_NOT_TELL and server.asked == []


def test_a_redirect_to_this_machine_is_never_followed(server, asked):
    with stub({"/": said(200)}) as private:
        server.answers["/page"] = said(302, Location=f"http://127.0.0.1:{private.port}/")
        assert asked().status == LinkStatus.COULD_NOT_TELL
        assert private.asked == []


def test_when_nothing_can_be_reached_the_fault_is_ours(published, monkeypatch):
    def away(*args, **kwargs):
        raise outgoing.NoSuchHost("There is no host of that name.")

    monkeypatch.setattr(outgoing, "ask", away)
    for number in range(3):
        use(at(f"https://h{number}.example/"), published)
    assert link_checks.check_a_batch() == 0
    assert set(Link.objects.values_list("status", flat=True)) == {"unchecked"}
    Link.objects.filter(host__in=["h0.example", "h1.example"]).update(next_check=timezone.now())
    assert link_checks.check_a_batch() == 2
    assert Link.objects.filter(status="failing").count() == 2


def test_one_link_that_makes_trouble_stops_no_other(server, published, monkeypatch):
    server.answers["/good"] = said(200)
    real = link_verdicts.verdict_of

    def verdict_of(address, turn):
        if "bad" in address:
            raise RuntimeError
        return real(address, turn)

    monkeypatch.setattr(link_verdicts, "verdict_of", verdict_of)
    for path in ("/bad", "/good"):
        use(at(server.url + path), published)
    link_checks.check_a_batch()
    assert Link.objects.get(address=server.url + "/good").status == LinkStatus.WORKS
    bad = Link.objects.get(address=server.url + "/bad")
    assert bad.status == LinkStatus.COULD_NOT_TELL and "see the log" in bad.answer


def test_only_one_batch_runs_on_the_whole_site(live, monkeypatch):
    from contextlib import contextmanager

    @contextmanager
    def taken():
        yield False

    monkeypatch.setattr(link_checks, "_alone", taken)
    assert link_checks.check_a_batch() == 0
    assert len(claimed()) == 3


def test_a_host_has_a_pause_after_each_request():
    from time import monotonic

    turns, started = link_checks.Turns(0.2), monotonic()
    for _ in range(3):
        with turns("a.example"):
            pass
    with turns("b.example"):
        pass
    assert 0.4 <= monotonic() - started < 0.6


def test_one_host_is_asked_one_thing_at_a_time():
    from threading import Thread
    from time import sleep

    turns, inside, most = link_checks.Turns(0), [], []

    def ask():
        with turns("a.example"):
            inside.append(1)
            most.append(len(inside))
            sleep(0.02)
            inside.pop()

    threads = [Thread(target=ask) for _ in range(5)]
    [t.start() for t in threads]
    [t.join() for t in threads]
    assert max(most) == 1 and len(most) == 5


def test_nothing_is_asked_where_checks_are_switched_off(settings, live, monkeypatch):
    monkeypatch.setattr(link_checks, "_run_aside", lambda: pytest.fail("It was started."))
    settings.LINK_CHECKS = False
    link_checks.check_what_is_due()
    assert link_checks._batch is None


def test_the_clock_starts_a_batch_aside_and_only_one(settings, monkeypatch):
    from threading import Event

    settings.LINK_CHECKS, begun, go = True, [], Event()
    monkeypatch.setattr(link_checks, "_batch", None)
    monkeypatch.setattr(link_checks, "_run_aside", lambda: begun.append(1) or go.wait(5))
    link_checks.check_what_is_due()
    link_checks.check_what_is_due()
    go.set()
    link_checks._batch.join(5)
    assert begun == [1]


def test_asking_again_is_for_those_who_may(live, editor, author):
    link = Link.objects.first()
    Link.objects.update(next_check=timezone.now() + DAY)
    with pytest.raises(NotAllowed):
        links.recheck(link, by=author)
    links.recheck(link, by=editor)
    assert [rows for rows in claimed().values()] == [[link.address]]
