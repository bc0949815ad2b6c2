"""Readers are written to in the language of the page that it is about, with its addresses."""

import pytest

from articles import languages, mailing, notifications
from articles.models import Notice
from comments import cases, posting, reporters, sanctions, telling
from comments.models import Case, Outcome, Reason

pytestmark = pytest.mark.django_db


@pytest.fixture
def spanish(make_published, category):
    category.comments_allowed = True
    category.save()
    return make_published("Dormir bien", language="es", body="<p>El sueño deja descansar.</p>")


@pytest.fixture
def comment(spanish, reader, mailoutbox):
    written = posting.post(spanish, by=reader, text="Me gustó mucho esta página, gracias.")
    mailoutbox.clear()
    return written


def test_a_report_on_a_spanish_page_is_answered_in_spanish(
    open_case, spanish, editor, mailoutbox, django_capture_on_commit_callbacks
):
    case = open_case(revision=spanish.live, email="rosa@example.org")
    mailoutbox.clear()
    with django_capture_on_commit_callbacks(execute=True):
        cases.close(case, by=editor, version=1, outcome=Outcome.NO_CHANGE, reason="Está bien.")
    (mail,) = mailoutbox
    assert mail.subject == "Su mensaje sobre «Dormir bien»"
    assert "Gracias por informarnos de un problema en esta página:" in mail.body
    assert "Thank you" not in mail.body
    assert "http://localhost:8000/es/feedback/address/" in mail.body
    assert languages.current() == "en"


def test_its_link_deletes_the_address(open_case, spanish, reader_client):
    case = open_case(revision=spanish.live, email="rosa@example.org")
    with languages.page_in("es"):
        path = reporters.deletion_path(case)
    assert path.startswith("/es/") and 'lang="es"' in reader_client.get(path).content.decode()
    reader_client.post(path)
    assert Case.objects.get().email == ""


def test_a_decision_on_a_comment_is_told_in_spanish(
    comment, reader, mailoutbox, django_capture_on_commit_callbacks
):
    with django_capture_on_commit_callbacks(execute=True):
        telling.told_of_comment(comment, "Hace publicidad.", can_appeal=True)
    (mail,) = mailoutbox
    assert mail.subject == "Su comentario en «Dormir bien»"
    assert mail.body.startswith(f"Hola, {reader.display_name}:")
    assert "http://localhost:8000/es/my-comments/" in mail.body
    assert "Su cuenta en HealthHub: http://localhost:8000/es/" in mail.body
    assert "Hello" not in mail.body and "Your account" not in mail.body


def test_a_sanction_too(comment, reader, moderator, mailoutbox, django_capture_on_commit_callbacks):
    reason = Reason.objects.offered("sanction").first()
    with django_capture_on_commit_callbacks(execute=True):
        sanctions.mute(
            reader, by=moderator, reason=reason, message="Basta.", days=3, comment=comment
        )
    (mail,) = mailoutbox
    assert "/es/my-comments/" in mail.body and mail.body.startswith("Hola, ")


def test_several_notices_in_one_language_are_one_mail_in_it(comment, reader, mailoutbox):
    reader.notices = "daily"
    reader.save()
    for message in ("Uno.", "Dos."):
        telling.told_of_comment(comment, message, can_appeal=False)
    Notice.objects.update(due=comment.posted_at)
    mailing.mail_what_is_due()
    assert mailoutbox[0].subject == "HealthHub: 2 avisos"


def test_in_several_languages_the_mail_speaks_the_site_s_own(comment, reader, mailoutbox):
    reader.notices = "daily"
    reader.save()
    telling.told_of_comment(comment, "Uno.", can_appeal=False)
    notifications.tell([reader], subject="A warning", text="Mind.", path="/my-comments/")
    Notice.objects.update(due=comment.posted_at)
    mailing.mail_what_is_due()
    assert mailoutbox[0].subject == "HealthHub: 2 notices"
    assert mailoutbox[0].body.startswith("Hello ")


def test_the_desk_is_written_to_in_its_own_language_from_wherever(
    spanish, editor, mailoutbox, django_capture_on_commit_callbacks, open_case
):
    with languages.page_in("es"), django_capture_on_commit_callbacks(execute=True):
        open_case("Una dosis peligrosa", revision=spanish.live, harmful=True)
        notifications.tell([editor], subject="Read", text="Now.", path="/es/admin/comments/case/")
    assert mailoutbox
    for mail in mailoutbox:
        assert mail.body.startswith("Hello ") and "/es/admin/accounts" not in mail.body
