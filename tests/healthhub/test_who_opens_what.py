"""Every address of the site is opened as everybody, and compared with healthhub/access/."""

import uuid
from datetime import timedelta

import pytest
from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from allauth.mfa.totp.internal.auth import TOTP, generate_totp_secret
from django.contrib.auth import get_user_model
from django.utils import timezone

from accounts.models import Credential
from accounts.roles import ROLES
from articles import glossary, preview_links, remarks, scheduling, workflow
from articles.models import Category, GlossaryTerm, HelpLine, Image, Link, Tag, WordList
from comments import appeals, cases, posting, sanctions, thread
from comments.models import Reason, Sought
from healthhub.access import DOORS, EVERYBODY, opens_for, render
from tests.healthhub.walking import address, every_address

pytestmark = pytest.mark.django_db
PEOPLE = ["nobody", "", *ROLES]
FOR_READERS = {"read", "preview", "say"}


def test_every_address_has_its_row_or_is_a_page_for_readers():
    named = {door.name for door in DOORS}
    without = [name for name, _, action in every_address() if action not in FOR_READERS]
    assert {name for name in without if name not in named} == set()
    assert named <= {name for name, _, _ in every_address()}


def test_the_page_of_roles_prints_the_table():
    page = render()
    assert "| Judge it |  |  |  | yes | yes |  |  | yes |" in page
    assert page.count("\n|") == len(DOORS) + 2


@pytest.fixture
def things(make_published, author, editor, moderator, reader, make_person):
    """What the addresses are about, all of it other people's than those who knock."""
    article, opened = make_published("Sleep well"), make_published("In work")
    workflow.revise(opened, by=editor)
    system = get_user_model().objects.system()
    case = cases.open_case(article.live, by=system, kind="wrong", text="The dose")
    term = GlossaryTerm(term="dose", explanation="How much of it you take.", source="Ours")
    glossary.save(term, by=editor)
    link, _ = preview_links.invite(article, by=author, name="A guest")
    tomorrow = timezone.now() + timedelta(days=1)
    plan = scheduling.schedule(
        article, by=editor, verb="expire", at=tomorrow, zone="UTC", reason="It will be old."
    )
    credential = Credential.objects.create(
        user=reader, name="MD", issuer="A council", number="1", valid_until=tomorrow.date()
    )
    picture = Image.objects.create(
        file="images/x.png", width=1, height=1, alt="A bed", uploaded_by=author
    )
    day = timezone.localdate()
    Category.objects.update(comments_allowed=True)
    article.category.refresh_from_db()
    comment = posting.post(article, by=make_person(name="Wri Ter"), text="A nap helped me.")
    with thread.held(comment) as held:
        held.settled_at, held.settled_by = timezone.now(), editor
        thread.show(held)
        thread.unqueue(held)
    why = Reason.objects.offered("sanction").first()
    sanction = sanctions.warn(reader, by=moderator, reason=why, message="Please be kind.")
    appeal = appeals.against_sanction(sanction, by=reader, text="I was kind.")
    return {
        "comment": comment.pk,
        "sanction": sanction.pk,
        "appeal": appeal.pk,
        "person": reader.pk,
        "reason": why.pk,
        "batch": uuid.uuid4(),
        "open": opened.pk,
        "article": article.pk,
        "category": article.category_id,
        "tag": Tag.objects.create(name="rest", slug="rest").pk,
        "link": Link.objects.first().pk,
        "helpline": HelpLine.objects.first().pk,
        "wordlist": WordList.objects.first().pk,
        "glossaryterm": term.pk,
        "image": picture.pk,
        "case": case.pk,
        "sought": Sought.objects.create(revision=article.live, text="a nap", day=day).pk,
        "user": reader.pk,
        "remark": remarks.leave(article, by=editor, text="Say more.").pk,
        "preview": link.pk,
        "plan": plan.pk,
        "credential": credential.pk,
    }


@pytest.mark.slow
@pytest.mark.parametrize("role", PEOPLE)
def test_each_address_opens_for_whom_the_table_says(role, client, things, make_person):
    if role != "nobody":
        person = make_person(*([role] if role else []), name=f"A knocking {role}")
        TOTP.activate(person, generate_totp_secret())
        RecoveryCodes.activate(person)
        client.force_login(person)
    routes = {name: route for name, route, _ in every_address()}
    wrong = []
    for door in DOORS:
        if door.name.endswith("logout"):
            continue  # it would end the walk; it has a test of its own
        url = address(door, routes[door.name], things)
        response = client.generic(door.method, url)
        opened = is_open(response) or door.who == EVERYBODY and response.status_code < 404
        if opened != opens_for(door, role):
            wrong.append(f"{door.does}: {door.method} {url} gave {response.status_code}")
    assert wrong == []


def is_open(response):
    """Refused is who is told so, is shown nothing there, or is led away to sign in."""
    if response.status_code in {301, 302}:
        away = response["Location"].partition("?")[0]
        return away not in {"/accounts/login/", "/admin/login/", "/admin/"}
    return response.status_code not in {403, 404, 405}


def test_leaving_the_desk_is_a_post(client, editor):
    client.force_login(editor)
    assert client.get("/admin/logout/").status_code == 405
    assert client.post("/admin/logout/").status_code in {200, 302}
    assert client.get("/admin/").status_code == 302
