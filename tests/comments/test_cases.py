"""Cases: what opens and closes them, who may, and what the database holds."""

import uuid
from datetime import timedelta

import pytest
from django.core import mail
from django.db import IntegrityError, connection, transaction
from django.utils import timezone

from articles import desk
from articles.errors import NotAllowed
from articles.models import EditorialNotice
from comments import cases, reporters
from comments.desk import PROBLEMS, problems
from comments.errors import StaleCase
from comments.models import Case, CaseEvent, Outcome, Severity, State

pytestmark = pytest.mark.django_db
ADDRESS = "rosa.reader@example.org"
REASON = "The label says 50 mg, and so does the page."


@pytest.fixture
def case(open_case):
    return open_case(email=ADDRESS)


def close(case, by, **fields):
    facts = {"version": case.version, "outcome": "no_change", "reason": REASON, **fields}
    return cases.close(case, by=by, **facts)


def verbs(case):
    return [event.verb for event in case.events.all()]


def test_a_case_is_taken_closed_and_opened_again_and_everything_is_recorded(case, editor):
    case = cases.take(case, by=editor, version=1)
    assert (case.state, case.taken_by) == (State.IN_HAND, editor)
    case = close(case, editor)
    assert (case.state, case.outcome, case.closed_by) == (State.CLOSED, "no_change", editor)
    case = cases.reopen(case, by=editor, version=3, reason="The label changed.")
    case.refresh_from_db()
    assert (case.state, case.outcome, case.reason, case.closed_at) == ("in_hand", "", "", None)
    assert verbs(case) == ["opened", "taken", "closed", "reopened"]
    assert case.events.get(verb="closed").reason == REASON


@pytest.mark.parametrize(
    "fields, words",
    [
        ({"outcome": ""}, "Choose what came of it"),
        ({"outcome": "won"}, "Choose what came of it"),
        ({"reason": "  "}, "Say why"),
        ({"reason": "x" * 1001}, "Shorten the reason to 1000"),
    ],
)
def test_a_case_is_closed_with_an_outcome_and_a_reason(case, editor, fields, words):
    with pytest.raises(NotAllowed, match=words):
        close(case, editor, **fields)
    case.refresh_from_db()
    assert case.is_waiting


def test_what_is_closed_is_neither_taken_nor_closed_again(case, editor, publisher):
    case = close(case, editor)
    for act in (lambda: close(case, publisher), lambda: cases.take(case, by=publisher, version=2)):
        with pytest.raises(NotAllowed, match="Open it again first"):
            act()
    case = cases.reopen(case, by=editor, version=2, reason="Look again.")
    with pytest.raises(NotAllowed, match="open already"):
        cases.reopen(case, by=editor, version=3, reason="Again.")


def test_who_decides_on_an_old_copy_is_told_who_was_first(case, editor, moderator):
    close(case, editor)
    with pytest.raises(StaleCase, match="Edda Editor closed this case: no change was needed"):
        close(case, moderator, version=1)


def test_cases_are_decided_by_those_who_hear_readers_and_who_looks_after_the_article(
    case, published, author, editor, publisher, moderator, administrator, reviewer, stranger, reader
):
    published.refresh_from_db()
    assert published.owner == author
    for person in (author, editor, publisher, moderator, administrator):
        assert cases.may_decide(person, case), person
        assert case in Case.objects.visible_to(person)
    for person in (stranger, reviewer, reader):
        assert not cases.may_decide(person, case), person
        assert case not in Case.objects.visible_to(person)
        for act in (
            lambda who: cases.take(case, by=who, version=1),
            lambda who: close(case, who),
            lambda who: cases.reopen(case, by=who, version=1, reason="x"),
            lambda who: cases.forget_address(case, by=who, version=1),
        ):
            with pytest.raises(NotAllowed, match="decided by editors"):
                act(person)


def test_who_made_a_report_does_not_judge_it(published, editor):
    case = cases.open_case(published.live, by=editor, kind="wrong", text="Wrong.")
    assert not cases.may_decide(editor, case)


def test_one_form_opens_one_case(open_case):
    key = uuid.uuid4()
    assert open_case(key=key) == open_case(key=key)
    assert Case.objects.count() == CaseEvent.objects.count() == 1


def test_what_a_form_sent_again_says_besides_is_kept(open_case, editor):
    key = uuid.uuid4()
    first = open_case(key=key, kind="hard", text="Hard to follow")
    again = open_case(
        key=key, kind="hard", text="Hard to follow", harmful=True, email="me@example.org"
    )
    stored = Case.objects.get()
    assert (stored.pk, stored.severity, stored.email) == (first.pk, Severity.DANGER, again.email)
    assert again.severity == Severity.DANGER and stored.raised_because
    assert verbs(stored) == ["opened", "added_to"] and stored.version == again.version == 2
    assert open_case(key=key, kind="hard", text="Hard to follow").severity == Severity.DANGER
    stored.refresh_from_db()
    assert (stored.severity, stored.email) == (Severity.DANGER, "me@example.org")


def test_a_form_sent_again_changes_nothing_that_was_decided(open_case, editor):
    key = uuid.uuid4()
    case = open_case(key=key, kind="hard", text="Hard to follow")
    cases.close(case, by=editor, version=case.version, outcome="no_change", reason="Read it.")
    open_case(key=key, kind="hard", text="Hard to follow", harmful=True)
    assert Case.objects.get().severity == case.severity


# --- who is told


def test_who_looks_after_the_page_hears_of_danger_without_the_readers_words(open_case, author):
    open_case("A wrong dose: the tablet of Rosa.", email=ADDRESS)
    told = {message.to[0]: f"{message.subject} {message.body}" for message in mail.outbox}
    assert author.email in told
    assert (
        "could harm somebody" in told[author.email]
        and "/admin/comments/case/" in told[author.email]
    )
    assert "Rosa" not in str(told) and ADDRESS not in str(told)


def test_of_what_is_no_danger_nobody_is_mailed(open_case):
    mail.outbox.clear()
    open_case("A comma is missing.", kind="hard")
    assert mail.outbox == []


def test_the_reader_is_told_the_outcome_once(case, editor, django_capture_on_commit_callbacks):
    mail.outbox.clear()
    with django_capture_on_commit_callbacks(execute=True):
        close(case, editor)
    reporters.tell_what_is_due()
    (message,) = mail.outbox
    assert message.to == [ADDRESS] and not message.cc and not message.bcc
    assert "did not change the page" in message.body and REASON in message.body
    assert "/health/sleep-well/" in message.body and ADDRESS not in message.body
    assert case.text not in message.body
    assert verbs(case) == ["opened", "closed", "told"]


def test_a_correction_that_came_of_it_is_named(
    case, editor, published, make_published, make_edition, django_capture_on_commit_callbacks
):
    make_edition(published)
    notice = EditorialNotice.objects.get(article=published)
    other = make_published("Another page")
    make_edition(other)
    with pytest.raises(NotAllowed, match="only where the page was corrected"):
        close(case, editor, correction=notice)
    with pytest.raises(NotAllowed, match="of another page"):
        close(
            case, editor, outcome="corrected", correction=EditorialNotice.objects.get(article=other)
        )
    assert cases.corrections_for(case) == [notice]
    mail.outbox.clear()
    with django_capture_on_commit_callbacks(execute=True):
        close(case, editor, outcome="corrected", correction=notice)
    assert notice.text in mail.outbox[0].body


def test_of_spam_nobody_is_told_and_the_address_goes_at_once(case, editor):
    case = close(case, editor, outcome=Outcome.SPAM, reason="An advertisement.")
    case.refresh_from_db()
    assert (case.email, case.answer_due) == ("", None)
    assert "address_deleted" in verbs(case)


def test_a_mail_that_fails_is_tried_again_and_the_log_does_not_name_the_address(
    case, editor, monkeypatch, caplog
):
    from smtplib import SMTPRecipientsRefused

    def refuse(self, *args):
        raise SMTPRecipientsRefused({ADDRESS: (550, b"no")})

    close(case, editor)
    with monkeypatch.context() as broken:
        broken.setattr("django.core.mail.EmailMessage.send", refuse)
        reporters.tell_one(case.pk)
    case.refresh_from_db()
    assert case.answer_due > timezone.now() and case.answer_tries == 1
    assert "SMTPRecipientsRefused" in caplog.text and ADDRESS not in caplog.text
    mail.outbox.clear()
    reporters.tell_what_is_due()
    assert mail.outbox == []  # not before its time
    Case.objects.update(answer_due=timezone.now() - timedelta(hours=1))
    reporters.tell_what_is_due()
    assert len(mail.outbox) == 1


def test_after_the_last_try_it_is_said_that_nobody_was_told(case, editor, monkeypatch):
    close(case, editor)
    Case.objects.update(answer_tries=reporters.MOST_TRIES - 1)
    monkeypatch.setattr("django.core.mail.EmailMessage.send", lambda self: 1 / 0)
    reporters.tell_one(case.pk)
    case.refresh_from_db()
    assert case.answer_due is None and verbs(case)[-1] == "not_told"


def test_a_case_that_was_opened_again_is_not_mailed(case, editor):
    case = close(case, editor)
    cases.reopen(case, by=editor, version=2, reason="Too soon.")
    mail.outbox.clear()
    reporters.tell_one(case.pk)
    assert mail.outbox == []


# --- the address


def test_the_address_goes_thirty_days_after_the_case_is_closed(case, open_case, editor):
    waiting = open_case("Something else.", email=ADDRESS)
    case = close(case, editor)
    for days, kept in ((29, ADDRESS), (31, "")):
        Case.objects.filter(pk=case.pk).update(closed_at=timezone.now() - timedelta(days=days))
        reporters.delete_old_addresses()
        case.refresh_from_db()
        assert case.email == kept
    waiting.refresh_from_db()
    assert waiting.email == ADDRESS


def test_the_address_goes_at_once_when_the_reader_asks(case, editor, reader_client):
    path = reporters.deletion_path(case)
    assert ADDRESS not in path and "@" not in path
    assert "Delete my address" in reader_client.get(path).content.decode()
    case.refresh_from_db()
    assert case.email == ADDRESS  # a look deletes nothing
    assert "is deleted" in reader_client.post(path).content.decode()
    assert "is deleted" in reader_client.get(path).content.decode()
    case.refresh_from_db()
    assert case.email == "" and verbs(case) == ["opened", "address_deleted"]
    assert reader_client.get(path[:-2] + "x/").status_code == 404
    assert reader_client.put(path).status_code == 405


def test_the_address_stands_in_its_column_and_nowhere_else(case, editor):
    case = cases.take(case, by=editor, version=1)
    case = cases.forget_address(case, by=editor, version=2)
    with pytest.raises(NotAllowed, match="no address any more"):
        cases.forget_address(case, by=editor, version=3)
    for event in case.events.all():
        assert ADDRESS not in f"{event.reason}{event.facts}"


# --- what the database holds


@pytest.mark.parametrize(
    "bad",
    [
        {"state": "in_hand"},
        {"state": "closed"},
        {"outcome": "corrected"},
        {"reason": "x"},
        {"text": ""},
        {"closed_at": timezone.now()},
        {"answer_due": timezone.now()},
    ],
)
def test_a_case_that_contradicts_itself_is_refused(case, bad):
    with pytest.raises(IntegrityError), transaction.atomic():
        Case.objects.filter(pk=case.pk).update(**bad)


def test_events_are_added_and_never_changed(case):
    for act in (
        lambda: case.events.update(verb="x"),
        lambda: case.events.all()._raw_delete("default"),
    ):
        with pytest.raises(IntegrityError, match="never changed"), transaction.atomic():
            act()


@pytest.mark.slow
def test_the_worst_and_then_the_oldest_stands_first_and_ten_thousand_stay_fast(
    open_case, editor, published, reader_system, django_assert_num_queries
):
    minor = open_case("A comma.", kind="hard")
    Case.objects.bulk_create(
        Case(
            article=published, revision=published.live, kind="wrong", severity=1 + n % 3,
            text=f"Problem {n}", opened_by=reader_system, state="closed" if n % 2 else "open",
            **({"closed_at": timezone.now(), "closed_by": editor, "outcome": "no_change",
                "reason": "x"} if n % 2 else {}),
        )
        for n in range(10_000)
    )  # fmt: skip
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE comments_case")
    rows = list(problems(editor)[:20])
    assert {row.severity for row in rows} == {Severity.DANGER}
    assert [row.pk for row in rows] == sorted(row.pk for row in rows)
    assert problems(editor).reverse()[0].severity == minor.severity
    assert "case_waiting" in problems(editor)[:20].explain()
    named = {section.name: section for section in desk.sections(editor)}
    assert named["problems"].count == "1,000+" and len(named["problems"].rows) == 20
    with django_assert_num_queries(1):
        PROBLEMS.fill(editor)
    article = Case.objects.filter(article=published).waiting().order_by("-severity", "pk")
    assert "Index Scan using case_of_" in article[:20].explain()
    in_hand = Case.objects.filter(state="in_hand").order_by("-severity", "pk")
    assert "case_of_state" in in_hand[:50].explain()
