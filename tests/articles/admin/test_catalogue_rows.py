"""Clinical codes and related articles on the article's form."""

import pytest

from articles import manuscript
from articles.models import ArticleCode, RelatedPick
from tests.forms import form_of

pytestmark = pytest.mark.django_db


def address(article):
    return f"/admin/articles/article/{article.pk}/change/"


def words(response):
    return " ".join(response.content.decode().split())


def sent(client, article, **fields):
    data = form_of(client.get(address(article)))
    places = {
        f"{rows}-TOTAL_FORMS": [int(n.split("-")[1]) + 1 for n in fields if n.startswith(rows)]
        for rows in ("codes", "picks")
    }
    present = {name: max([int(data[name]), *found]) for name, found in places.items()}
    return client.post(address(article), {**data, **present, **fields})


def code(n, system="icd-10-cm", value="f1120", label="Opioid  dependence"):
    return {f"codes-{n}-system": system, f"codes-{n}-value": value, f"codes-{n}-label": label}


def test_an_editor_attaches_a_code_to_a_public_article_at_once(client, published, editor):
    client.force_login(editor)
    response = sent(client, published, **code(0), **code(1, "rxnorm", "7243", "A medicine"))
    assert response.status_code == 302, words(response)
    made = ArticleCode.objects.get(system="icd-10-cm")
    assert (made.value, made.label, made.coded_by) == ("F11.20", "Opioid dependence", editor)
    assert made.live_since == published.published_at
    event = published.events.first()
    assert (event.verb, event.facts["changed"], event.happened_by) == (
        "catalogued",
        ["codes"],
        editor,
    )
    page = words(client.get(published.get_absolute_url()))
    assert "Codes for professionals" in page and "ICD-10-CM <code>F11.20</code>" in page
    assert page.index("F11.20") < page.index("7243")


def test_a_slip_is_told_beside_its_field_and_kept(client, published, editor):
    client.force_login(editor)
    response = sent(client, published, **code(0, "loinc", "4548-5", "A1c"))
    assert "check digit of this LOINC code is wrong" in words(response)
    assert 'value="4548-5"' in words(response)
    response = sent(client, published, **code(0), **code(1, value="F11.20"))
    assert response.status_code == 200 and "duplicate" in words(response)
    assert not ArticleCode.objects.exists()


def test_an_editor_picks_related_articles_by_their_address(
    client, published, make_published, editor
):
    other = make_published("Rest more")
    client.force_login(editor)
    url = f"https://testserver{other.get_absolute_url()}?x=1#y"
    assert (
        sent(client, published, **{"picks-0-address": url, "picks-0-position": 1}).status_code
        == 302
    )
    pick = RelatedPick.objects.get()
    assert (pick.article, pick.other, pick.picked_by) == (published, other, editor)
    assert other.get_absolute_url() in words(client.get(address(published)))
    for wrong, why in (
        ("sleep-well", "This is the article itself"),
        ("nowhere", "no public article at “nowhere”"),
        ("http://[", "no public article at"),
        ("rest-more", "stands here twice"),
    ):
        response = sent(client, published, **{"picks-1-address": wrong, "picks-1-position": 2})
        assert why in words(response), wrong
    assert RelatedPick.objects.count() == 1


def test_authors_see_codes_and_change_none(client, draft, author, editor):
    manuscript.edit(
        draft, by=editor, codes=[{"system": "rxnorm", "value": "7243", "label": "A medicine"}]
    )
    client.force_login(author)
    assert "A medicine" in words(client.get(address(draft)))
    data = form_of(client.get(address(draft)))
    extra = {**code(0, "rxnorm", "1", "Mine"), "codes-TOTAL_FORMS": 1, "codes-INITIAL_FORMS": 0}
    client.post(address(draft), {**data, **extra})
    assert list(ArticleCode.objects.values_list("value", flat=True)) == ["7243"]


def test_a_draft_s_codes_are_found_by_nobody_until_it_is_public(draft, editor):
    manuscript.edit(
        draft, by=editor, codes=[{"system": "atc", "value": "c03", "label": "Diuretics"}]
    )
    assert ArticleCode.objects.get().live_since is None
    manuscript.edit(draft, by=editor, codes=[])
    assert not ArticleCode.objects.exists()
