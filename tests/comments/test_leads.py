"""Who decides what was escalated is told of it, and of appeals that nobody else sees."""

import pytest
from django.core import mail

from comments import appeals, moderating
from comments.models import Reason
from comments.moderating import Ground

pytestmark = pytest.mark.django_db
HOME = "/admin/moderation/"


@pytest.fixture
def appealed(waiting_comment, moderator, administrator, django_capture_on_commit_callbacks):
    def appealed():
        why = Ground(Reason.objects.offered("reject").first())
        gone = moderating.reject(waiting_comment, why, by=moderator, version=1)
        mail.outbox.clear()
        with django_capture_on_commit_callbacks(execute=True):
            return appeals.against_removal(gone, by=gone.writer, text="It is only tea.")

    return appealed


def test_a_lone_moderator_s_appeal_is_told_to_the_leads(appealed, administrator, moderator, client):
    appealed()
    (told,) = mail.outbox
    assert told.to == [administrator.email] and "1 appeal waits" in told.subject
    client.force_login(moderator)
    assert "1 appeal waits for another moderator than you." in client.get(HOME).text
    client.force_login(administrator)
    assert "for another moderator than you" not in client.get(HOME).text


def test_where_another_moderator_sees_it_nobody_is_mailed(appealed, make_person):
    make_person("moderator")
    appealed()
    assert mail.outbox == []


def test_what_is_escalated_is_told_with_its_note(
    waiting_comment, moderator, administrator, django_capture_on_commit_callbacks
):
    why = Ground(Reason.objects.offered("escalate").first(), "I cannot tell.")
    mail.outbox.clear()
    with django_capture_on_commit_callbacks(execute=True):
        moderating.escalate(waiting_comment, why, by=moderator, version=1)
    (told,) = mail.outbox
    assert told.to == [administrator.email] and "I cannot tell." in told.body
    assert waiting_comment.text not in told.body
