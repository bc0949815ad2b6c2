from datetime import timedelta
from html import unescape
from importlib import import_module

import pytest
from django.contrib.auth import get_user_model
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.db.models import CharField, TextField
from django.utils import timezone

from articles import help_lines, quality
from articles.models import Article, HelpLine, HelpLineRecord
from articles.models.help_line import refuse_old_numbers

pytestmark = pytest.mark.django_db
FIRST = import_module("articles.migrations.0004_first_help_lines")
ARTICLE = "/health/sleep-well/"
ANYWHERE = "call your local emergency number."


@pytest.fixture
def today():
    return timezone.localdate()


@pytest.fixture
def checked(today):
    """The first lines, all checked today."""
    HelpLine.objects.update(verified_on=today)
    return HelpLine.objects


@pytest.fixture
def sensitive(published):
    Article.objects.filter(pk=published.pk).update(is_sensitive=True)
    return published


@pytest.fixture
def make_line(db):
    def make(**fields):
        fields = {
            "country": "FR",
            "country_name": "France",
            "name": "A line",
            "number": "12 34",
            "source": "https://a.example/",
            **fields,
        }
        return HelpLine(**fields)

    return make


def text(response):
    return unescape(response.content.decode())


def main_of(response):
    return text(response).split("<main", 1)[1].split("</main", 1)[0]


def shown(panel):
    contacts = [*panel.country.emergency, *(c for s in panel.country.services for c in s.contacts)]
    return [contact.words for contact in contacts]


# — the first lines —

READ = {
    ("US", "911"), ("US", "988"), ("US", "https://988lifeline.org/"), ("US", "1-800-662-4357"),
    ("US", "1-800-487-4889"), ("US", "435748"), ("CA", "911"), ("CA", "9-8-8"), ("GB", "999"),
    ("GB", "116 123"), ("GB", "jo@samaritans.org"), ("GB", "111"), ("AU", "13 11 14"),
    ("AU", "0477 13 11 14"), ("NZ", "111"), ("NZ", "1737"),
}  # fmt: skip


def test_only_numbers_whose_source_was_read_are_loaded():
    assert set(HelpLine.objects.values_list("country", "number")) == READ
    for line in HelpLine.objects.all():
        line.full_clean()
        assert line.source and line.owner is None
        assert line.verified_on == FIRST.READ_ON and line.verified_by.is_system


@pytest.mark.parametrize(
    "from_memory", ["1-800-222-1222", "85258", "000", "112", "14416", "999 or 112"]
)
def test_no_number_from_memory_is_loaded(from_memory):
    known = {number.replace(" ", "") for _, number in READ}
    assert from_memory.replace(" ", "") not in known
    assert not HelpLine.objects.filter(number=from_memory).exists()
    assert not HelpLine.objects.filter(country__in=["IE", "IN"]).exists()


def test_every_first_line_has_its_record():
    assert HelpLineRecord.objects.filter(what="added").count() == HelpLine.objects.count()


# — old numbers —

OLD = [
    "1-800-273-8255", "1 800 273 8255", "+1 (800) 273-8255", "8002738255", "1-800-273-TALK",
    "1.800.273.talk", "١-٨٠٠-٢٧٣-٨٢٥٥", "１８００２７３８２５５", "08457 90 90 90", "+44 8457 909090",
    "0845 790 9090", "1850 60 90 90", "1850609090", "+353 1850 60 90 90", "1850-609-090",
]  # fmt: skip


@pytest.mark.parametrize("number", OLD)
def test_an_old_number_is_refused_in_any_spelling(make_line, number):
    with pytest.raises(ValidationError, match="an old number"):
        make_line(number=number).full_clean()
    with pytest.raises(ValidationError, match="Nobody may be sent"):
        make_line(hours=f"Or call {number}").full_clean()


@pytest.mark.parametrize(
    "field",
    "country_name name number what_to_send hours audience languages source".split(),
)
def test_an_old_number_is_refused_wherever_somebody_could_read_it(make_line, field):
    text = "https://a.example/1-800-273-8255" if field == "source" else "Or 1-800-273-TALK"
    with pytest.raises(ValidationError) as refused:
        make_line(**{"channel": "text", field: text}).full_clean()
    assert "old number of the US lifeline" in str(refused.value.message_dict[field])


def test_no_text_of_a_line_is_left_without_the_refusal():
    free = {f.name for f in HelpLine._meta.fields if isinstance(f, CharField | TextField)}
    held = {f.name for f in HelpLine._meta.fields if refuse_old_numbers in f.validators}
    assert free - held == {"country", "channel"}


@pytest.mark.parametrize("number", ["1-800-273-8255", "08457 90 90 90", "1850 60 90 90"])
def test_the_database_refuses_an_old_number_too(make_line, number):
    with pytest.raises(IntegrityError), transaction.atomic():
        make_line(number=number).save()


def test_present_numbers_are_not_taken_for_old_ones():
    for _, number in READ:
        refuse_old_numbers(number)


@pytest.mark.parametrize(
    "fields, told",
    [
        ({"country": "UK"}, "is GB"),
        ({"country": "Fr"}, "two capital letters"),
        ({"number": "call us"}, "digits, spaces and hyphens"),
        ({"number": "1-800-662-HELP (4357)"}, "digits, spaces and hyphens"),
        ({"channel": "chat", "number": "988lifeline.org"}, "whole address"),
        ({"channel": "chat", "number": "javascript:alert(1)"}, "whole address"),
        ({"channel": "email", "number": "jo"}, "e-mail address"),
        ({"hours": "24/7"}, "24 hours a day, every day"),
        ({"what_to_send": "HELLO"}, "Only a text message"),
        ({"channel": "text", "is_emergency": True}, "one to call"),
    ],
)
def test_what_readers_could_not_use_is_refused_with_a_reason(make_line, fields, told):
    with pytest.raises(ValidationError) as refused:
        make_line(**fields).full_clean()
    assert told in str(refused.value)


def test_who_checked_a_line_goes_with_when(make_line, today):
    with pytest.raises(IntegrityError), transaction.atomic():
        make_line(verified_on=today).save()


def test_the_record_of_a_line_cannot_be_changed():
    for change in (
        lambda: HelpLineRecord.objects.update(what="changed"),
        lambda: HelpLineRecord.objects.all()._raw_delete("default"),
    ):
        with pytest.raises(IntegrityError, match="never changed"), transaction.atomic():
            change()


# — what is shown —


def test_the_emergency_number_comes_first_then_the_lines_of_the_country(checked, today):
    assert shown(help_lines.panel("US", today)) == [
        "Call 911", "Call 988", "Text 988", "Chat at 988lifeline.org", "Call 1-800-662-4357",
        "Text phone (TTY) 1-800-487-4889", "Text your zip code to 435748",
    ]  # fmt: skip
    assert shown(help_lines.panel("GB", today)) == [
        "Call 999", "Call 116 123", "E-mail jo@samaritans.org", "Call 111",
    ]  # fmt: skip


def test_contacts_can_be_pressed_and_are_spelled_out(checked, today):
    panel = help_lines.panel("US", today)
    samhsa = panel.country.services[1].contacts
    assert [c.href for c in samhsa] == ["tel:18006624357", "tel:18004874889", "sms:435748"]
    assert samhsa[0].spelled == "1, 8 0 0, 6 6 2, 4 3 5 7"
    lifeline = panel.country.services[0]
    assert lifeline.note == "24 hours a day, every day"
    assert [c.href for c in lifeline.contacts] == ["tel:988", "sms:988", "https://988lifeline.org/"]
    mail = help_lines.panel("GB", today).country.services[0].contacts[1]
    assert (mail.href, mail.spelled) == ("mailto:jo@samaritans.org", "")


def test_what_differs_between_the_ways_is_said_beside_each(checked, today):
    samhsa = help_lines.panel("US", today).country.services[1]
    assert samhsa.note == "24 hours a day, every day"
    assert [contact.note for contact in samhsa.contacts] == ["English and Spanish"] * 2 + [
        "English"
    ]
    samaritans = help_lines.panel("GB", today).country.services[0]
    assert [contact.note for contact in samaritans.contacts] == ["24 hours a day, every day", ""]


@pytest.mark.parametrize(
    "region, code",
    [("GB", "GB"), ("UK", "GB"), ("XX", "US"), ("", "US"), ("gb ", "GB"), ("gb", "GB")],
)
def test_an_unknown_region_becomes_the_sites_own(checked, today, region, code):
    assert help_lines.panel(region, today).country.code == code


def test_the_sites_own_region_is_a_setting(checked, today, settings):
    settings.HELP_REGION = "NZ"
    assert help_lines.panel("", today).country.name == "New Zealand"
    settings.HELP_REGION = "FR"
    panel = help_lines.panel("", today)
    assert (panel.country.name, panel.country.is_whole, len(panel.others)) == ("", False, 5)


def test_a_line_is_shown_for_six_months_and_not_a_day_longer(checked, today):
    assert help_lines.panel("US", today + timedelta(days=183)).country.is_whole
    gone = help_lines.panel("US", today + timedelta(days=184))
    assert shown(gone) == [] and not gone.country.is_whole and gone.others == ()
    assert shown(help_lines.panel("US", today - timedelta(days=1))) == []


def test_a_line_out_of_use_is_not_shown(checked, today):
    checked.filter(number="988").update(in_use=False)
    assert "Call 988" not in shown(help_lines.panel("US", today))
    checked.filter(country="US").update(in_use=False)
    assert "US" not in [code for code, _ in help_lines.panel("GB", today).choices]


def test_a_country_without_its_emergency_number_gets_the_words_for_anywhere(checked, today):
    australia = help_lines.panel("AU", today).country
    assert australia.services and not australia.is_whole


# — the rule —


def crisis_rule(region, on):
    document = quality.read(
        "Heroin and overdose",
        "<p>Heroin overdose. Call 911 for an overdose of heroin.</p>",
        evaluated_on=on,
        region=region,
        help_lines=help_lines.for_checks(region, on),
    )
    words = quality.Vocabulary(medicines={}, crisis_lines=())
    return quality.check(document, words)["HQ-19"].result


@pytest.mark.parametrize(
    "region, result",
    [
        ("US", "pass"),
        ("CA", "pass"),
        ("GB", "pass"),
        ("UK", "pass"),
        ("NZ", "pass"),
        ("AU", "fail"),
        ("FR", "fail"),
    ],
)
def test_the_rule_passes_exactly_where_the_panel_has_both(checked, today, region, result):
    assert crisis_rule(region, today) == result
    assert crisis_rule(region, today + timedelta(days=184)) == "fail"


def test_the_rule_fails_when_either_half_of_the_panel_has_lapsed(checked, today):
    long_ago = today - timedelta(days=184)
    checked.filter(country="US", is_emergency=True).update(verified_on=long_ago)
    assert crisis_rule("US", today) == "fail"
    checked.filter(country="US").update(verified_on=long_ago)
    checked.filter(country="US", is_emergency=True).update(verified_on=today)
    assert crisis_rule("US", today) == "fail"


# — the page —


def test_a_sensitive_article_shows_help_above_its_text(client, checked, sensitive):
    page = main_of(client.get(ARTICLE))
    assert page.index('href="tel:911"') < page.index('href="tel:988"') < page.index('class="prose"')
    assert "24 hours a day, every day" in page and "24/7" not in page
    assert ANYWHERE not in page.split("<details")[0]
    assert "<script" not in page and page.count('id="help-panel"') == 1


def test_an_ordinary_article_shows_no_help_unless_an_editor_asks_for_it(client, checked, published):
    assert "help-panel" not in main_of(client.get(ARTICLE))
    Article.objects.filter(pk=published.pk).update(always_shows_help=True)
    assert 'href="tel:988"' in main_of(client.get(ARTICLE))


def test_a_reader_chooses_a_country_in_the_address(client, checked, sensitive):
    first = main_of(client.get(ARTICLE, {"region": "GB"})).split("<details")[0]
    assert 'href="tel:999"' in first and 'href="tel:911"' not in first
    assert '<option value="GB" selected>United Kingdom</option>' in first
    for unknown in ("ZZ", "<script>", "GB' OR 1=1"):
        page = text(client.get(ARTICLE, {"region": unknown}))
        assert 'href="tel:911"' in page.split("<details")[0] and unknown not in page


def test_the_lines_of_other_countries_are_on_the_same_page_closed(client, checked, sensitive):
    page = main_of(client.get(ARTICLE))
    others = page.split('<details class="help-others">')[1].split("</details>")[0]
    for number in ("tel:999", "tel:116123", "tel:131114", "tel:1737"):
        assert number in others
    assert "tel:911" in others and "tel:18006624357" not in others  # Canada's


def test_the_page_with_help_may_be_kept_by_any_cache(client, checked, sensitive, administrator):
    for address in (ARTICLE, f"{ARTICLE}?region=GB", "/help/"):
        anonymous = client.get(address)
        assert anonymous["Cache-Control"].startswith("public")
        assert not anonymous.cookies and "Cookie" not in anonymous.get("Vary", "")
        client.force_login(administrator)
        assert text(client.get(address)) == text(anonymous)
        client.logout()


def test_lines_that_nobody_checked_give_way_to_the_words_for_anywhere(
    client, checked, sensitive, today
):
    checked.update(verified_on=today - timedelta(days=184))
    panel = main_of(client.get(ARTICLE)).split('id="help-panel"')[1].split("</aside>")[0]
    assert ANYWHERE in panel and "https://findahelpline.com/" in panel
    assert "tel:" not in panel and "sms:" not in panel


def test_help_costs_the_article_page_one_question(
    client, checked, published, django_assert_num_queries
):
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    client.get(ARTICLE)
    with CaptureQueriesContext(connection) as without:
        client.get(ARTICLE)
    Article.objects.filter(pk=published.pk).update(is_sensitive=True)
    with django_assert_num_queries(len(without) + 1):
        client.get(ARTICLE)


def test_help_has_a_page_of_its_own_for_every_country(client, checked, django_assert_num_queries):
    page = main_of(client.get("/help/"))
    for name in ("Australia", "Canada", "New Zealand", "United Kingdom", "United States"):
        assert f">{name}</h2>" in page
    assert "https://findahelpline.com/" in page and page.count('href="tel:988"') == 2
    with django_assert_num_queries(2):  # the lines, and the menu of every page
        client.get("/help/")
    assert 'href="/help/"' in text(client.get("/"))


def test_help_says_so_where_nothing_is_checked(client, checked, today):
    checked.update(verified_on=today - timedelta(days=184))
    page = main_of(client.get("/help/"))
    assert "none is shown" in page and "tel:" not in page and ANYWHERE in page


@pytest.mark.parametrize("method", ["post", "put", "patch", "delete"])
def test_the_help_page_is_read_only(client, method):
    assert getattr(client, method)("/help/").status_code == 405
    assert client.head("/help/").status_code == 200


def test_an_e_mail_address_of_a_person_is_on_no_help_page(client, checked):
    page = text(client.get("/help/"))
    for person in get_user_model().objects.all():
        assert person.email not in page
