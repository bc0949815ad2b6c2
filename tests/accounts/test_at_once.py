"""Two people, or one in two windows, at one instant."""

from datetime import timedelta

import pytest
from django.contrib.auth import get_user_model
from django.core.exceptions import PermissionDenied
from django.utils import timezone

from accounts import deleting, profile, verification
from accounts.models import Credential, CredentialReminder, Deletion
from tests.articles.test_concurrency import at_once, refused

pytestmark = pytest.mark.django_db(transaction=True)
ROUNDS = 8
User = get_user_model()


def go(person):
    return deleting.delete_account(person, by=person, comments="keep")


def test_an_account_is_deleted_once(make_person):
    for _ in range(ROUNDS):
        person = make_person()
        results = at_once(lambda: go(person), lambda: go(User.objects.get(pk=person.pk)))
        assert sorted(results) == [False, True]
    assert Deletion.objects.count() == ROUNDS


def test_the_last_two_administrators_do_not_both_go(make_person):
    for _ in range(ROUNDS):
        one, two = make_person("admin"), make_person("admin")
        results = at_once(lambda: go(one), lambda: go(two))
        (no,) = refused(results)
        assert isinstance(no, PermissionDenied)
        assert User.objects.administrators().count() == 1
        User.objects.administrators().update(roles=[])


def test_who_goes_while_their_profile_is_saved_is_gone(make_person):
    for n in range(ROUNDS):
        person = make_person(name=f"Kim {n}")
        seen = profile.as_seen(person)
        results = at_once(
            lambda: go(person),
            lambda: profile.change(person, {"bio": "I stay"}, by=person, seen=seen),
        )
        assert results[0] is True
        kept = User.objects.get(pk=person.pk)
        assert kept.is_deleted and kept.bio == ""


def test_two_windows_of_one_profile_do_not_overwrite_each_other(author):
    for n in range(ROUNDS):
        seen = profile.as_seen(User.objects.get(pk=author.pk))
        results = at_once(
            lambda: profile.change(author, {"bio": f"a{n}"}, by=author, seen=seen),
            lambda: profile.change(author, {"bio": f"b{n}"}, by=author, seen=seen),
        )
        (told,) = refused(results)
        assert isinstance(told, profile.Changed)


def test_two_workers_send_each_notice_once(credentialed, administrator, mailoutbox):
    for _ in range(ROUNDS):
        CredentialReminder.objects.all().delete()
        mailoutbox.clear()
        Credential.objects.all().delete()
        reviewer = credentialed("reviewer", valid_for=60)
        results = at_once(verification.remind, verification.remind)
        assert not refused(results) and sum(results) == 1
        told = sorted(mail.to[0] for mail in mailoutbox)
        assert told == sorted([reviewer.email, administrator.email])
        until = timezone.localdate() + timedelta(days=60)
        assert CredentialReminder.objects.get().valid_until == until
