import re

import pytest
from django.contrib.auth import get_user_model
from django.core import mail
from django.core.management import CommandError, call_command
from django.utils import timezone

from articles.models import Article, Category, HelpLine, Review

pytestmark = pytest.mark.django_db


@pytest.fixture
def loaded(capsys):
    HelpLine.objects.update(verified_on=timezone.localdate())
    call_command("demo")
    return capsys.readouterr().out


def test_the_demonstration_fills_an_empty_site(client, loaded):
    assert Article.objects.published().count() >= 10
    assert Category.objects.count() >= 5
    home = client.get("/")
    assert len(home.context["featured"]) == 3
    for card in home.context["latest"]:
        page = client.get(card.url).content.decode()
        assert "HealthHub editorial team" in page
        assert "Medically reviewed by" not in page and "not a clinical review" in page
    assert all(review.is_demonstration for review in Review.objects.all())
    assert {"Naltrexone", "HealthHub"} <= {
        w for a in Article.objects.all() for w in re.findall(r"\w+", a.title)
    }


def test_what_the_checks_refuse_stays_a_draft_and_the_rest_is_loaded(capsys):
    HelpLine.objects.update(verified_on="2020-01-01")
    call_command("demo")
    told = capsys.readouterr().out
    assert "stays a draft" in told and "Show help for people in a crisis" in told
    assert Article.objects.published().count() >= 8
    assert not Article.objects.get(slug="naltrexone").is_public


def test_the_demonstration_is_ready_to_be_tried_and_mails_nobody(client, loaded):
    """One load for all of this: it publishes a dozen articles, and that takes its time."""
    hits = client.get("/search/?q=water+pills").context["hits"]
    assert hits[0].card.url.endswith("/water-pills/")
    password = re.search(r"password\s+(\S+)", loaded)[1]
    people = re.findall(r"\S+@demo\.\S+", loaded)
    assert len(people) == 6
    for email in people:
        assert get_user_model().objects.get(email=email).check_password(password)
    assert loaded.count(password) == 1
    assert mail.outbox == []
    with pytest.raises(CommandError, match="There are articles here already"):
        call_command("demo")


def test_without_the_demonstration_there_are_no_demonstration_accounts():
    assert not get_user_model().objects.filter(is_demo=True).exists()
