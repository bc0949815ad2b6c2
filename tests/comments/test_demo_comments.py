"""A new site shows what a thread looks like, and nobody takes it for real readers' words."""

import pytest
from django.core.management import call_command

from comments.models import Comment
from comments.spam import HELD_FROM

pytestmark = pytest.mark.django_db


def test_the_demonstration_has_a_thread_under_a_harmless_page(client, capsys):
    call_command("demo")
    comments = Comment.objects.select_related("writer", "article__category")
    assert len(comments) == 4 and {c.level for c in comments} == {0, 1}
    assert all(c.is_shown and not c.is_queued and c.writer.is_demo for c in comments)
    assert all(c.spam_score < HELD_FROM and not c.gives_advice for c in comments)
    page = client.get(f"{comments[0].article.get_absolute_url()}comments/").content
    assert b"Rosa (demonstration)" in page
