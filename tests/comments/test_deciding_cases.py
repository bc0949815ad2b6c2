"""Reports of problems in the moderators' queue: decided by the same keys, and taken back."""

from datetime import timedelta

import pytest
from django.core import mail
from django.utils import timezone

from articles.errors import NotAllowed
from comments import cases, deciding_cases, moderating, reporters, undoing, waiting
from comments.models import Case, CaseEvent, Reason
from comments.moderating import Ground

pytestmark = pytest.mark.django_db
HOME = "/admin/moderation/"
ADDRESS = "rosa@example.org"


def reason(verb, **fields):
    return Reason.objects.offered(verb).filter(**fields).first()


@pytest.fixture
def case(open_case):
    return open_case("The dose is wrong, says Rosa Diaz.", email=ADDRESS)


@pytest.fixture
def desk(client, moderator):
    client.force_login(moderator)
    return client


@pytest.fixture
def decide(desk):
    def decide(case, verb, chosen=None, **sent):
        facts = {"version": case.version, "reason": (chosen or reason(verb)).pk, **sent}
        return desk.post(f"{HOME}case/{case.pk}/decisions/{verb}/", facts)

    return decide


def queue_of(person):
    return [item.pk for item in waiting.page(person)[0]]


def verbs(case):
    return [*case.events.values_list("verb", flat=True)]


def test_each_decision_has_a_key_and_reasons_of_the_list(desk, case):
    text = desk.get(f"{HOME}case/{case.pk}/").text
    for key in "arexku":
        assert (f'data-key="{key}"' in text) == (key != "u"), key
    for told in ("No change was needed", "agrees with them", "Private details masked"):
        assert told in text
    assert f"/admin/comments/case/{case.pk}/decisions" not in text


def test_what_is_right_goes_to_the_editors_and_leaves_the_queue(decide, case, moderator, author, open_case, django_capture_on_commit_callbacks):  # fmt: skip
    second = open_case("Another one.")
    mail.outbox.clear()
    with django_capture_on_commit_callbacks(execute=True):
        answer = decide(case, "confirm", message="Look at the second table.")
    assert answer["Location"] == f"{HOME}case/{second.pk}/"
    assert queue_of(moderator) == [second.pk]
    case.refresh_from_db()
    assert case.is_waiting and case.confirmed_by == moderator and verbs(case)[-1] == "confirmed"
    told = [m for m in mail.outbox if "To correct: Sleep well" in m.subject]
    assert [author.email] in [m.to for m in told]
    assert all("second table" in m.body and "Rosa" not in m.body for m in told)


def test_editors_still_close_what_was_found_right(decide, case, editor):
    decide(case, "confirm")
    case.refresh_from_db()
    done = cases.close(
        case, by=editor, version=case.version, outcome="corrected", reason="Corrected."
    )
    assert done.outcome == "corrected"


def test_closing_tells_the_reader_what_the_reason_says_and_leads_on(decide, case, open_case):
    second = open_case("Another one.")
    answer = decide(case, "close", reason("close", outcome="not_found"))
    assert answer["Location"] == f"{HOME}case/{second.pk}/"
    case.refresh_from_db()
    assert case.outcome == "not_found" and "could not find" in case.reason
    assert decide(second, "close", reason("close", outcome="spam")).status_code == 302
    second.refresh_from_db()
    assert (second.outcome, second.reason) == ("spam", "It advertises something, or is spam")


def test_the_mail_waits_five_minutes_so_that_the_decision_can_be_taken_back(
    desk, decide, case, moderator, django_capture_on_commit_callbacks
):
    mail.outbox.clear()
    with django_capture_on_commit_callbacks(execute=True):
        decide(case, "close")
    reporters.tell_what_is_due()
    assert not [m for m in mail.outbox if ADDRESS in m.to]
    event = deciding_cases.last_of(moderator)
    answer = desk.post(f"{HOME}undo/case/{event.pk}/")
    assert answer["Location"] == f"{HOME}case/{case.pk}/"
    case.refresh_from_db()
    assert case.is_waiting and case.answer_due is None
    assert case.events.last().reason == "Taken back."
    Case.objects.filter(answer_due__isnull=False).update(answer_due=timezone.now())
    reporters.tell_what_is_due()
    assert not [m for m in mail.outbox if ADDRESS in m.to]


def test_what_nobody_takes_back_is_mailed(decide, case):
    decide(case, "close")
    Case.objects.update(answer_due=timezone.now())
    mail.outbox.clear()
    reporters.tell_what_is_due()
    assert [m.to for m in mail.outbox] == [[ADDRESS]]


def test_words_are_masked_and_none_is_put_in(desk, decide, case, editor, client):
    bad = decide(case, "mask", shown_text="The dose is right, says […].")
    assert bad.status_code == 422 and "only be masked" in bad.text
    endless = decide(case, "mask", shown_text="[…]" * 3000)
    assert endless.status_code == 422 and "Leave something" in endless.text
    answer = decide(case, "mask", shown_text="The dose is wrong, says […].")
    assert answer["Location"] == f"{HOME}case/{case.pk}/"
    assert "Rosa Diaz" not in desk.get(f"{HOME}case/{case.pk}/").text
    assert "Rosa Diaz" not in desk.get(HOME).text
    client.force_login(editor)
    for address in (f"/admin/comments/case/{case.pk}/change/", "/admin/comments/case/"):
        page = client.get(address).text
        assert "Rosa Diaz" not in page and "The dose is wrong, says" in page


def test_what_is_escalated_goes_to_the_leads(
    decide, case, moderator, administrator, django_capture_on_commit_callbacks
):
    mail.outbox.clear()
    with django_capture_on_commit_callbacks(execute=True):
        decide(case, "escalate", message="I cannot tell.")
    assert queue_of(moderator) == [] and queue_of(administrator) == [case.pk]
    (told,) = mail.outbox
    assert told.to == [administrator.email]
    assert "I cannot tell." in told.body and f"{HOME}case/{case.pk}/" in told.body


@pytest.mark.parametrize("verb", ["confirm", "escalate", "mask"])
def test_each_is_taken_back_as_it_was(desk, decide, case, moderator, verb):
    before = Case.objects.filter(pk=case.pk).values().get()
    decide(case, verb, shown_text="The dose is wrong, says […].")
    assert desk.post(f"{HOME}undo/case/{deciding_cases.last_of(moderator).pk}/").status_code == 302
    after = Case.objects.filter(pk=case.pk).values().get()
    assert {k: v for k, v in after.items() if k != "version"} == {
        k: v for k, v in before.items() if k != "version"
    }
    assert verbs(case)[-1] == "undone" and queue_of(moderator) == [case.pk]


def test_taking_back_is_for_who_decided_within_a_day_and_while_nothing_else_happened(
    decide, case, moderator, administrator, editor, client
):
    decide(case, "close")
    event = deciding_cases.last_of(moderator)
    with pytest.raises(NotAllowed):
        deciding_cases.undo(event, by=administrator)
    client.force_login(administrator)
    assert client.post(f"{HOME}undo/case/{event.pk}/").status_code == 404
    event.happened_at -= timedelta(days=2)
    with pytest.raises(NotAllowed, match="a day ago"):
        deciding_cases.undo(event, by=moderator)
    case.refresh_from_db()
    cases.reopen(case, by=editor, version=case.version, reason="Look again.")
    assert deciding_cases.last_of(moderator) is None


def test_u_takes_back_the_newest_of_comments_and_reports(
    desk, decide, case, moderator, waiting_comment, open_case
):
    ground = Ground(reason("reject"))
    moderating.reject(waiting_comment, ground, by=moderator, version=1)
    decide(case, "close")
    other = open_case("Another one.")
    event = CaseEvent.objects.get(verb="closed")
    text = desk.get(f"{HOME}case/{other.pk}/").text
    assert f"{HOME}undo/case/{event.pk}/" in text and "closed, report on" in text
    desk.post(f"{HOME}undo/case/{event.pk}/")
    text = desk.get(f"{HOME}case/{other.pk}/").text
    former = undoing.last_of(moderator)
    assert f"{HOME}undo/{former.pk}/" in text


def test_the_second_of_two_is_told_and_nothing_is_decided_twice(decide, case, administrator):
    cases.close(case, by=administrator, version=1, outcome="no_change", reason="It is right.")
    answer = decide(case, "confirm")
    assert answer.status_code == 409
    assert "Alma Admin closed this case: no change was needed." in answer.text


@pytest.mark.parametrize("verb", ["confirm", "close", "mask", "escalate"])
def test_a_form_needs_its_version_and_a_reason_of_its_verb(decide, case, verb):
    assert decide(case, verb, version="").status_code == 400
    assert decide(case, verb, reason("approve")).status_code == 422
    case.refresh_from_db()
    assert case.version == 1


def test_there_is_no_other_decision(decide, case):
    assert decide(case, "burn", reason("close")).status_code == 404


def test_what_another_has_in_hand_is_not_offered_next(open_case, moderator, administrator):
    taken, free = open_case("First."), open_case("Second.")
    cases.take(taken, by=administrator, version=1)
    assert waiting.following(moderator) == ("case", free.pk)
    assert waiting.following(administrator) == ("case", taken.pk)
    assert queue_of(moderator) == [taken.pk, free.pk]
