"""A step is left to the clock on a page, by those who may take it, at a time that exists."""

from datetime import UTC, datetime, timedelta

import pytest
from django.utils import timezone

from articles import checks, scheduling, workflow
from articles.models import Schedule
from tests.articles.admin.test_article_admin import text

pytestmark = pytest.mark.django_db
NEXT_YEAR = timezone.now().year + 1


@pytest.fixture
def approved(draft, author, reviewer):
    workflow.submit(draft, by=author)
    return workflow.approve(draft, by=reviewer)


def address(article, rest=""):
    return f"/admin/articles/article/{article.pk}/schedule/{rest}"


def typed(article, **changes):
    form = {
        "version": article.version, "verb": "publish", "day": f"{NEXT_YEAR}-07-22", "clock": "09:00",
        "zone": "Europe/London",
    }  # fmt: skip
    return {**form, **changes}


def test_an_editor_schedules_and_the_article_says_so(client, approved, editor):
    client.force_login(editor)
    page = text(client.get(address(approved)))
    assert "Europe/London" in page and "is the worker running?" in page

    response = client.post(address(approved), typed(approved), follow=True)

    row = Schedule.objects.get()
    assert row.due == datetime(NEXT_YEAR, 7, 22, 8, tzinfo=UTC)
    assert (row.verb, row.zone, row.scheduled_by) == ("publish", "Europe/London", editor)
    assert row.revision == approved.pending
    assert text(response).count(f"22 July {NEXT_YEAR}, 09:00, Europe/London (UTC+1)") == 2
    assert "selected>London" in text(client.get(address(approved)))  # the zone is remembered


def test_an_expiry_needs_its_reason(client, published, editor):
    client.force_login(editor)
    response = client.post(address(published), typed(published, verb="expire", reason=" "))
    assert response.status_code == 422 and "which readers will see" in text(response)
    client.post(address(published), typed(published, verb="expire", reason="Over."))
    assert Schedule.objects.get().reason == "Over."


def test_what_was_typed_is_kept_with_the_sentence_that_says_what_is_wrong(client, approved, editor):
    client.force_login(editor)
    form = typed(approved, day="2026-03-29", clock="01:30")
    response = client.post(address(approved), form)
    page = text(response)
    assert response.status_code == 422 and not Schedule.objects.exists()
    assert "There is no 01:30 on 29 March 2026 in Europe/London" in page
    assert 'value="2026-03-29"' in page and 'value="01:30"' in page and "selected>London" in page


def test_a_time_that_the_clocks_show_twice_is_asked_about(client, approved, editor):
    client.force_login(editor)
    days = (datetime(NEXT_YEAR, 10, day) for day in range(25, 32))
    day = next(d for d in days if d.weekday() == 6)
    form = typed(approved, day=f"{day:%Y-%m-%d}", clock="01:30")

    page = text(client.post(address(approved), form))
    assert "twice. Say which one you mean." in page
    assert "The first, UTC+1" in page and "The second, UTC+0" in page
    assert not Schedule.objects.exists()

    client.post(address(approved), {**form, "which": "1"})
    assert Schedule.objects.get().due == day.replace(hour=1, minute=30, tzinfo=UTC)


@pytest.mark.parametrize(
    "change",
    [
        {"day": ""}, {"day": "22.11.2026"}, {"clock": "25:00"}, {"zone": "Nowhere"}, {"verb": "x"},
        {"verb": "expire"}, {"day": "2020-01-01"}, {"day": "9999-12-31"}, {"day": "0001-01-01"},
        {"clock": "9"},
    ],
)  # fmt: skip
def test_what_cannot_be_is_refused_with_a_sentence(client, approved, editor, change):
    client.force_login(editor)
    response = client.post(address(approved), typed(approved, **change))
    assert response.status_code == 422 and 'role="alert"' in text(response)
    assert not Schedule.objects.exists()


@pytest.mark.parametrize("version", ["", "x", "-1", "9999999999"])
def test_a_form_without_its_version_is_refused(client, approved, editor, version):
    client.force_login(editor)
    assert client.post(address(approved), typed(approved, version=version)).status_code == 400


def test_a_version_that_somebody_changed_is_refused_and_nothing_typed_is_lost(
    client, approved, editor
):
    client.force_login(editor)
    response = client.post(address(approved), typed(approved, version=approved.version - 1))
    assert response.status_code == 409 and f'value="{NEXT_YEAR}-07-22"' in text(response)
    assert not Schedule.objects.exists()


def test_warnings_are_ticked_and_blocks_stand_in_the_way(client, approved, editor, monkeypatch):
    client.force_login(editor)
    found = [checks.Finding("HQ-09", "Sentences", "warn", "A long one.", "body", "", "/")]
    monkeypatch.setattr(checks, "at_publishing", lambda *a: found)
    response = client.post(address(approved), typed(approved))
    assert response.status_code == 422 and "A long one." in text(response)
    client.post(address(approved), typed(approved, acknowledged=["HQ-09"]))
    assert Schedule.objects.get().acknowledged == ["HQ-09"]


def test_a_scheduled_step_is_cancelled(client, approved, editor, publisher):
    client.force_login(editor)
    client.post(address(approved), typed(approved))
    row = Schedule.objects.get()
    client.force_login(publisher)
    assert f"{row.pk}/cancel/" in text(client.get(address(approved)))

    response = client.post(address(approved, f"{row.pk}/cancel/"), follow=True)

    assert "Cancelled: publish the approved version" in text(response)
    assert scheduling.standing(approved) == []
    again = client.post(address(approved, f"{row.pk}/cancel/"), follow=True)
    assert "done or cancelled meanwhile" in text(again)


@pytest.fixture
def row(approved, editor):
    at = timezone.now() + timedelta(days=1)
    return scheduling.schedule(approved, by=editor, verb="publish", at=at, zone="UTC")


ALLOWED = {"editor", "publisher", "administrator", "superuser"}
EVERYBODY = [*sorted(ALLOWED), "author", "reviewer", "moderator", "stranger", "reader", None]


@pytest.mark.parametrize("who", EVERYBODY)
def test_the_doors_open_for_those_who_may_publish(who, client, approved, row, request):
    if who:
        client.force_login(request.getfixturevalue(who))
    refusals = {302, 403, 404}
    opened = client.get(address(approved)).status_code
    sent = client.post(address(approved), typed(approved)).status_code
    cancelled = client.post(address(approved, f"{row.pk}/cancel/")).status_code
    row.refresh_from_db()
    if who in ALLOWED:
        assert (opened, sent, cancelled) == (200, 422, 302) and row.closing == "cancelled"
    else:
        assert {opened, sent, cancelled} <= refusals and row.closed_at is None
    assert Schedule.objects.count() == 1


def test_what_is_missing_is_not_found(client, approved, make_published, row, editor):
    other = make_published("Other")
    client.force_login(editor)
    for missing in (
        "/admin/articles/article/99999999/schedule/",
        address(other, f"{row.pk}/cancel/"),
    ):
        assert client.post(missing).status_code == 404


def test_nothing_is_cancelled_by_looking(client, approved, row, editor):
    client.force_login(editor)
    assert client.get(address(approved, f"{row.pk}/cancel/")).status_code == 405
    for method in (client.put, client.delete, client.patch):
        assert method(address(approved)).status_code == 405


def test_a_page_with_nothing_to_schedule_is_closed(client, draft, editor):
    client.force_login(editor)
    assert client.get(address(draft)).status_code == 403
