from datetime import date, timedelta

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import IntegrityError, transaction
from django.utils import timezone

from accounts import verification
from accounts.models import Credential, CredentialReminder

pytestmark = pytest.mark.django_db
TODAY = timezone.localdate
EVIDENCE = "The council's register, by number."


@pytest.fixture
def unverified(make_person):
    return Credential.objects.create(
        user=make_person("reviewer", name="Nora New"),
        name="MD",
        issuer="General Medical Council",
        number="1234567",
        valid_until=TODAY() + timedelta(days=400),
    )


def verified(unverified, administrator):
    seen = verification.looked_up(unverified)
    looked_at = {"evidence": EVIDENCE, "evidence_url": "https://register.example.org/1234567"}
    return verification.verify(unverified, by=administrator, seen=seen, **looked_at)


def test_verifying_records_who_and_when(unverified, administrator):
    credential = verified(unverified, administrator)
    assert credential.verified_by == administrator and credential.is_valid
    assert credential.user.signing_credential() == credential
    assert credential.standing == f"Verified on {TODAY():%-d %B %Y} by Alma Admin."


def test_nobody_verifies_their_own(unverified, make_person):
    both = make_person("admin", "reviewer")
    Credential.objects.update(user=both)
    unverified.refresh_from_db()
    with pytest.raises(PermissionDenied, match="Another administrator"):
        verified(unverified, both)
    with pytest.raises(IntegrityError), transaction.atomic():
        Credential.objects.update(verified_at=timezone.now(), verified_by=both, evidence=EVIDENCE)


@pytest.mark.parametrize("name", ["author", "editor", "reviewer", "publisher", "moderator"])
def test_no_other_role_verifies(unverified, name, request):
    with pytest.raises(PermissionDenied, match="administrator"):
        verified(unverified, request.getfixturevalue(name))


def test_what_changed_after_it_was_looked_up_is_not_verified(unverified, administrator):
    seen = verification.looked_up(unverified)
    Credential.objects.update(number="7654321")
    with pytest.raises(verification.Changed, match="Look it up again"):
        verification.verify(unverified, by=administrator, seen=seen, evidence=EVIDENCE)


@pytest.mark.parametrize(
    "change",
    [
        {"number": "7654321"},
        {"name": "PhD"},
        {"issuer": "X"},
        {"valid_until": date(2099, 1, 1)},
        {"register_url": "https://register.example.org/2"},
    ],
)
def test_any_change_by_any_path_ends_the_verification(unverified, administrator, change):
    credential = verified(unverified, administrator)
    Credential.objects.filter(pk=credential.pk).update(**change)
    credential.refresh_from_db()
    assert credential.verified_at is None and credential.verified_by is None
    assert credential.evidence == credential.evidence_url == ""
    assert credential.user.signing_credential() is None


def test_a_change_and_a_new_verification_are_two_acts(unverified, administrator):
    credential = verified(unverified, administrator)
    credential.number, credential.verified_at = "7654321", timezone.now()
    credential.save()
    credential.refresh_from_db()
    assert credential.verified_at is None


def test_an_expired_one_is_shown_as_such_and_not_verified(unverified, administrator):
    Credential.objects.update(valid_until=TODAY() - timedelta(days=1))
    unverified.refresh_from_db()
    assert "Expired on" in unverified.standing
    with pytest.raises(PermissionDenied, match="expired"):
        verified(unverified, administrator)


# --- before it ends


@pytest.mark.parametrize(
    "left, notice", [(60, 60), (59, 60), (31, 60), (30, 30), (8, 30), (7, 7), (1, 7), (0, 0), (-3, 0)]
)  # fmt: skip
def test_the_nearest_notice_counts(left, notice):
    assert verification.nearest(left) == notice


def ends_in(credential, days):
    Credential.objects.filter(pk=credential.pk).update(valid_until=TODAY() + timedelta(days=days))
    now = timezone.now()
    Credential.objects.filter(pk=credential.pk).update(
        verified_at=now,
        verified_by=type(credential.user).objects.system(),
        evidence=EVIDENCE,
    )


def test_a_person_is_told_once_for_each_notice(unverified, mailoutbox):
    for days, told in [(61, 0), (60, 1), (60, 0), (30, 1), (7, 1), (0, 1), (0, 0)]:
        ends_in(unverified, days)
        assert verification.remind() == told
        verification.remind()
    assert [mail.to for mail in mailoutbox] == [[unverified.user.email]] * 4
    assert f"is valid until {TODAY() + timedelta(days=30):%-d %B %Y}" in mailoutbox[1].subject


def test_after_an_outage_only_the_nearest_notice_is_sent(unverified):
    ends_in(unverified, 5)
    assert verification.remind() == 1
    assert [r.days for r in CredentialReminder.objects.all()] == [7]


def test_what_was_never_verified_or_belongs_to_somebody_gone_is_not_told(unverified):
    Credential.objects.update(valid_until=TODAY() + timedelta(days=5))
    assert verification.remind() == 0
    ends_in(unverified, 5)
    type(unverified.user).objects.filter(pk=unverified.user_id).update(is_active=False)
    assert verification.remind() == 0


def test_administrators_hear_of_it_sixty_and_thirty_days_before(
    unverified, administrator, superuser, editor, mailoutbox
):
    for days in (60, 30, 7, 0):
        ends_in(unverified, days)
        verification.remind()
    theirs = [mail for mail in mailoutbox if mail.to != [unverified.user.email]]
    told = {administrator.email, superuser.email}
    assert {mail.to[0] for mail in theirs} == told and len(theirs) == 4
    assert all("credential of Nora New" in mail.subject for mail in theirs)


def test_without_evidence_nothing_is_verified(unverified, administrator):
    seen = verification.looked_up(unverified)
    with pytest.raises(ValidationError, match="what you looked at"):
        verification.verify(unverified, by=administrator, seen=seen, evidence="  ")
    with pytest.raises(IntegrityError), transaction.atomic():
        Credential.objects.update(verified_at=timezone.now(), verified_by=administrator)


def test_the_entry_in_the_register_is_an_address_by_https(unverified):
    for wrong in ("http://register.example.org/1", "javascript:alert(1)", "register"):
        unverified.register_url = wrong
        with pytest.raises(ValidationError):
            unverified.full_clean()
        with pytest.raises(IntegrityError), transaction.atomic():
            Credential.objects.update(register_url=wrong)


@pytest.mark.parametrize("days", [60, 30])
def test_who_wants_no_notices_is_told_all_the_same_that_they_cannot_sign_any_more(
    credentialed, mailoutbox, days
):
    person = credentialed("reviewer", valid_for=days)
    type(person).objects.filter(pk=person.pk).update(notices="none")
    assert verification.remind() == 1 and verification.remind() == 0
    (sent,) = [mail for mail in mailoutbox if mail.to == [person.email]]
    assert "is valid until" in sent.subject and "/admin/" in sent.body


def test_who_wants_notices_is_told_once(credentialed, mailoutbox):
    person = credentialed("reviewer", valid_for=30)
    verification.remind()
    assert [mail.to for mail in mailoutbox].count([person.email]) <= 1
