"""The figures of a week, the charts that show them, and masks: what is computed."""

from datetime import timedelta

import pytest
from django.utils import timezone

from comments import appeals, charts, figures, moderating, second_looks, undoing
from comments.masks import is_masked_from
from comments.models import Comment, Reason, SecondLook, Week
from comments.moderating import Ground


def ground(verb):
    return Ground(Reason.objects.offered(verb).first())


@pytest.mark.django_db
def test_a_week_is_folded_from_what_was_done(make_waiting, make_person, moderator, administrator, client, monkeypatch):  # fmt: skip
    monkeypatch.setattr(second_looks, "ONE_IN", 1)
    comments = [
        make_waiting(
            by=make_person(),
            text=f"I have slept for {n} hours.",
            queued_at=timezone.now() - timedelta(minutes=10 * (n + 1)),
        )
        for n in range(5)
    ]
    for comment in comments[:3]:
        moderating.approve(comment, ground("approve"), by=moderator, version=1)
    gone = moderating.reject(comments[3], ground("reject"), by=moderator, version=1)
    moderating.escalate(comments[4], ground("escalate"), by=moderator, version=1)
    for look, would in zip(SecondLook.objects.all(), (True, True, False), strict=False):
        second_looks.judge(look, by=administrator, would_approve=would)
    appeal = appeals.against_removal(gone, by=gone.writer, text="Why?")
    appeals.overturn(appeal, by=administrator, version=1, answer="You are right.")
    undoing.undo(comments[0].former_states.get(), by=moderator)
    figures.fold()
    figures.fold()
    this, last = Week.objects.all()
    assert last.decided == 0 and last.median_wait is None
    assert (this.approved, this.rejected, this.escalated, this.undone) == (3, 1, 1, 1)
    assert (this.appeals, this.overturned) == (1, 1)
    assert (this.second_looks, this.agreed) == (3, 2)
    assert 1500 - 5 < this.median_wait < 1500 + 60 and this.longest_wait > this.median_wait
    client.force_login(moderator)
    page = client.get("/admin/moderation/figures/")
    assert "25 min" in page.text and "67%" in page.text and "style=" not in page.text
    assert Comment.objects.count() == 5


@pytest.mark.django_db
def test_without_a_week_the_page_says_so(client, moderator):
    client.force_login(moderator)
    assert "No week was counted yet" in client.get("/admin/moderation/figures/").text


def test_bars_stand_upon_each_other_and_the_table_says_the_same():
    chart = charts.bars("T", ["1 Jan", "8 Jan"], [("A", [3, None]), ("B", [1, 2])])
    assert chart.rows == [("A", ["3", "–"]), ("B", ["1", "2"])] and chart.most == "4"
    (low, high, other) = chart.bars
    assert low.y + low.height == charts.BASE and high.y + high.height == low.y
    assert (low.row, high.row, other.row) == (0, 1, 1) and low.height == 3 * high.height
    assert other.x > low.x + low.width


def test_a_chart_of_nothing_has_no_bars():
    assert charts.bars("T", [], [("A", [])]).bars == []
    assert charts.bars("T", ["1 Jan"], [("A", [0])]).bars == []


@pytest.mark.parametrize(
    "seconds, said",
    [(None, "–"), (5, "5 s"), (600, "10 min"), (5 * 3600, "5.0 h"), (3 * 86400, "3.0 days")],
)
def test_durations_are_said_as_people_say_them(seconds, said):
    assert charts.duration(seconds) == said


@pytest.mark.parametrize(
    "shown, holds",
    [
        ("Call […] for help, it is […].", True),
        ("[…] for help, it is free.", True),
        ("Call me for […]", True),
        ("[…]", True),
        ("Call me for help, it is free.", True),
        ("Call me for help.", False),
        ("Call me now […] it is free.", False),
        ("[…] free. And more", False),
        ("it is […] Call me", False),
        ("Call me for help, it is [cheap].", False),
        ("Call me […] is is free.", False),
    ],
)
def test_a_mask_takes_words_out_and_puts_none_in(shown, holds):
    text = "Call me for help, it is free."
    assert is_masked_from(shown, text, text) is holds


def test_what_the_site_masked_by_itself_can_stay():
    text, known = "Call 555 123 4567 or Ann.", "Call [phone number] or Ann."
    assert is_masked_from("Call [phone number] or […].", text, known)
    assert is_masked_from("[…] or Ann.", text, known)
    assert not is_masked_from("Call [e-mail address] or […].", text, known)
