from datetime import timedelta

import pytest
from django.core.exceptions import ValidationError
from django.utils import timezone

from articles import keeping_help_lines
from articles.errors import NotAllowed
from articles.models import HelpLine

pytestmark = pytest.mark.django_db
TODAY = timezone.localdate()


@pytest.fixture
def told(monkeypatch):
    """Who was told what, instead of mail."""
    said = []

    def tell(people, *, subject, text, path):
        said.append(([person.display_name for person in people], subject, text, path))

    monkeypatch.setattr(keeping_help_lines.notifications, "tell", tell)
    return said


@pytest.fixture
def line(editor):
    """The only line there is: checked today, owned by the editor."""
    HelpLine.objects.exclude(number="1737", channel="call").update(in_use=False)
    kept = HelpLine.objects.filter(number="1737", channel="call")
    kept.update(verified_on=TODAY, owner=editor)
    return kept.get()


def checked_days_ago(line, days):
    HelpLine.objects.filter(pk=line.pk).update(verified_on=TODAY - timedelta(days=days))


def new_line(**fields):
    facts = {
        "country": "FR",
        "country_name": "France",
        "name": "A line",
        "number": "12 34",
        "source": "https://a.example/",
    }
    return HelpLine(**{**facts, **fields})


# — adding, changing, checking —


def test_a_new_line_is_not_shown_until_somebody_checks_it(editor, administrator):
    line = keeping_help_lines.save(new_line(), by=editor)
    assert not line.is_current(TODAY)
    line = keeping_help_lines.check(line, number="12 34", by=administrator)
    assert line.is_current(TODAY) and line.verified_by == administrator
    assert [r.what for r in line.records.all()] == ["checked", "added"]
    assert line.records.first().facts["number"] == "12 34"


def test_nobody_checks_what_they_wrote_themselves(editor, administrator, make_person, line):
    line.number = "12 35"
    line = keeping_help_lines.save(line, by=editor)
    line.name = "Another name"
    line = keeping_help_lines.save(line, by=administrator)
    third = make_person("editor")
    for person in (editor, administrator):
        with pytest.raises(NotAllowed, match="somebody else has to check it"):
            keeping_help_lines.check(line, number="12 35", by=person)
    line.hours = "Every day"
    line = keeping_help_lines.save(line, by=third)
    keeping_help_lines.check(line, number="12 35", by=third)
    line = keeping_help_lines.check(line, number="12 35", by=editor)
    assert line.verified_by == editor, "it is checked again as it was checked before"


def test_where_nobody_else_keeps_lines_one_person_is_enough(editor, line):
    line.number = "12 35"
    line = keeping_help_lines.save(line, by=editor)
    assert keeping_help_lines.check(line, number="12 35", by=editor).is_current(TODAY)


@pytest.mark.parametrize("field, value", [("number", "12 35"), ("channel", "tty"), ("name", "B")])
def test_a_line_that_says_something_new_has_to_be_checked_again(editor, line, field, value):
    setattr(line, field, value)
    line = keeping_help_lines.save(line, by=editor)
    assert line.verified_on is None and line.verified_by is None


def test_a_line_that_says_the_same_stays_checked(editor, line):
    line.owner, line.position, line.verified_on = None, 9, None
    line = keeping_help_lines.save(line, by=editor)
    assert line.verified_on == TODAY and line.verified_by.is_system


def test_a_check_of_another_number_than_the_present_one_is_refused(editor, line):
    with pytest.raises(NotAllowed, match="its number is now 1737"):
        keeping_help_lines.check(line, number="988", by=editor)
    assert line.records.filter(what="checked").count() == 0


@pytest.mark.parametrize("person", ["author", "reviewer", "moderator", "publisher", "reader"])
def test_only_those_who_keep_the_lines_change_them(person, line, request):
    somebody = request.getfixturevalue(person)
    with pytest.raises(NotAllowed, match="kept by editors"):
        keeping_help_lines.check(line, number="1737", by=somebody)
    with pytest.raises(NotAllowed, match="kept by editors"):
        keeping_help_lines.save(line, by=somebody)


def test_an_old_number_is_refused_by_the_verb_too(editor):
    with pytest.raises(ValidationError, match="old number"):
        keeping_help_lines.save(new_line(number="1-800-273-8255"), by=editor)


def test_more_lines_than_a_page_can_hold_are_refused(editor, line, monkeypatch):
    monkeypatch.setattr(keeping_help_lines, "MOST_IN_USE", 1)
    with pytest.raises(NotAllowed, match="Take one out of use first"):
        keeping_help_lines.save(new_line(), by=editor)
    keeping_help_lines.save(new_line(in_use=False), by=editor)
    keeping_help_lines.save(line, by=editor)


# — by the clock —


def days_of_mail(line, days):
    """On which days after a check its owner is told, when nobody checks it again."""
    found = []
    for day in range(days):
        HelpLine.objects.filter(pk=line.pk).update(
            verified_on=TODAY - timedelta(days=day),
            told_on=TODAY - timedelta(days=day - found[-1]) if found else None,
        )
        if keeping_help_lines.remind_owners():
            found.append(day)
        assert keeping_help_lines.remind_owners() == 0  # the clock asks again every hour
    return found


def test_an_owner_is_told_every_month_and_on_the_day_the_line_is_gone(line, told):
    assert days_of_mail(line, 250) == [30, 60, 90, 120, 150, 184, 214, 244]
    assert {people[0] for people, *_ in told} == {"Edda Editor"}
    subjects = [subject for _, subject, _, _ in told]
    assert subjects[:5] == ["Help lines to check: 1"] * 5
    assert subjects[5:] == ["Help lines that readers no longer see: 1"] * 3
    assert "Readers do not see it any more" in told[5][2]
    assert told[0][3] == "/admin/articles/helpline/"


def test_several_lines_of_one_owner_make_one_mail(editor, told):
    HelpLine.objects.update(owner=editor, verified_on=TODAY - timedelta(days=40))
    count = HelpLine.objects.count()
    assert keeping_help_lines.remind_owners() == count > 10
    assert len(told) == 1 and told[0][1] == f"Help lines to check: {count}"


def test_where_there_is_no_owner_the_keepers_are_told(
    line, told, editor, administrator, author, make_person
):
    make_person("editor", name="Gone", is_active=False)
    make_person("editor", name="Made up", is_demo=True)
    checked_days_ago(line, 184)
    HelpLine.objects.filter(pk=line.pk).update(owner=None)
    keeping_help_lines.remind_owners()
    assert told[0][0] == ["Alma Admin", "Edda Editor"]


def test_where_the_owner_has_left_the_keepers_are_told(line, told, editor, administrator):
    editor.is_active = False
    editor.save()
    checked_days_ago(line, 184)
    keeping_help_lines.remind_owners()
    assert told[0][0] == ["Alma Admin"]


def test_a_line_that_nobody_ever_checked_is_told_about_once_a_month(line, told):
    HelpLine.objects.filter(pk=line.pk).update(verified_on=None, verified_by=None)
    assert keeping_help_lines.remind_owners() == 1
    assert keeping_help_lines.remind_owners() == 0
    assert "nobody has checked it yet" in told[0][2]


def test_nobody_is_told_about_a_line_out_of_use(line, told):
    checked_days_ago(line, 200)
    HelpLine.objects.update(in_use=False)
    assert keeping_help_lines.remind_owners() == 0 and told == []


def test_reminding_asks_few_questions(editor, django_assert_max_num_queries, told):
    HelpLine.objects.update(owner=editor, verified_on=TODAY - timedelta(days=40))
    with django_assert_max_num_queries(4):  # two are the savepoint
        keeping_help_lines.remind_owners()


def test_the_clock_reminds(settings):
    assert "articles.keeping_help_lines.remind_owners" in settings.DUE_BY_THE_CLOCK
