"""The language of a page comes from its address, and from nothing else."""

import re
from importlib import import_module

import pytest
from django.apps import apps
from django.urls import get_script_prefix, reverse
from django.utils.translation import get_language

from articles import languages, manuscript, workflow
from articles.models import Category, Headword
from articles.models.category import RESERVED_SLUGS
from tests.conftest import publish_with_warnings

CUENTO = "<h2>Dormir</h2><p>El sueño ayuda al corazón y a la medicación.</p>"


def text(response):
    return response.content.decode()


@pytest.fixture
def make_spanish(make_draft, author, reviewer, editor):
    def make(title="Dormir bien", **fields):
        options = {"language": "es", "body": CUENTO, "summary": "Cómo dormir bien." * 4, **fields}
        article = make_draft(title, **options)
        workflow.submit(article, by=author)
        workflow.approve(article, by=reviewer)
        return publish_with_warnings(article, by=editor)

    return make


def test_every_code_is_an_address_that_no_category_can_take():
    assert set(languages.KNOWN) <= set(RESERVED_SLUGS)


@pytest.mark.parametrize(
    "path, found",
    [
        ("/es/", ("es", "/")),
        ("/es/health/sleep/", ("es", "/health/sleep/")),
        ("/ar/search/", ("ar", "/search/")),
        ("/", ("", "/")),
        ("/es", ("", "/es")),
        ("/en/", ("", "/en/")),
        ("/fr/", ("", "/fr/")),
        ("/espresso/", ("", "/espresso/")),
        ("/health/es/", ("", "/health/es/")),
    ],
)
def test_only_a_first_segment_that_is_an_other_language_of_the_site_counts(path, found):
    assert languages.split(path) == found


def test_addresses_keep_the_language_of_the_page_and_lead_to_others_when_asked():
    assert reverse("search") == "/search/"
    with languages.page_in("es"):
        assert (languages.current(), get_language()) == ("es", "es")
        assert reverse("search") == "/es/search/"
        assert languages.address("search", language="en") == "/search/"
        assert languages.address("search", language="ar") == "/ar/search/"
    assert languages.address("search", language="es") == "/es/search/"
    assert (languages.current(), get_script_prefix()) == ("en", "/")


def test_a_language_without_a_catalogue_has_the_interface_of_the_site():
    with languages.page_in("ar"):
        assert (get_language(), languages.of_frame()) == ("en-gb", "en")


def test_a_fault_leaves_no_language_behind():
    with pytest.raises(ValueError), languages.page_in("es"):
        raise ValueError
    assert (languages.current(), get_script_prefix(), get_language()) == ("en", "/", "en-gb")


pytestmark = pytest.mark.django_db
EVERYWHERE = ["", "search/", "search/?q=dormir", "help/", "corrections/", "health/"]


@pytest.mark.parametrize("address", EVERYWHERE)
def test_every_public_address_is_there_in_spanish_and_for_everybody_alike(
    address, client, make_spanish
):
    make_spanish()
    response = client.get(f"/es/{address}", headers={"accept-language": "de", "cookie": "a=b"})
    page = text(response)
    assert response.status_code == 200
    assert '<html lang="es" dir="ltr">' in page
    assert "public" in response["Cache-Control"]
    assert not {"Cookie", "Accept-Language"} & {
        v.strip() for v in response.get("Vary", "").split(",")
    }
    assert not response.cookies


def test_no_header_and_no_cookie_changes_the_language(client, published):
    client.cookies["django_language"] = "es"
    for address in ("/", "/health/sleep-well/"):
        page = text(client.get(address, headers={"accept-language": "es"}))
        assert '<html lang="en-gb" dir="ltr">' in page and "Topics" in page


def test_lists_show_one_language_only(client, published, make_spanish):
    manuscript.edit(published, by=published.edited_by, tags=["rest"])
    spanish = make_spanish(tags=["rest"])
    author = published.live.byline[0]["slug"]
    for address in ("", "health/", "tags/rest/", f"authors/{author}/", "search/?q=sleep+dormir"):
        english = text(client.get(f"/{address}"))
        assert "Sleep well" in english and "Dormir bien" not in english, address
        page = text(client.get(f"/es/{address}"))
        assert "Dormir bien" in page and "Sleep well" not in page, address
        assert f'href="/es/health/{spanish.slug}/"' in page


def test_most_read_and_featured_are_of_the_language_too(client, published, make_spanish, editor):
    from articles import readership

    spanish = make_spanish()
    for article in (published, spanish):
        manuscript.edit(article, by=editor, featured=True)
        readership.count_read(article.pk)
    readership.flush()
    page = text(client.get("/es/"))
    assert "Lo más leído" in page and "Sleep well" not in page
    assert "Dormir bien" not in text(client.get("/"))


BELOW = [
    ".md", "/history/", "/editions/", "/editions/1/", "/comments/", "/report/", "/report/?edition=1",
    "/leaflet.pdf", "/leaflet-large.pdf",
]  # fmt: skip


def test_an_article_under_another_prefix_is_one_hop_away(client, published, make_spanish):
    spanish = make_spanish()
    for wrong, right in (
        (f"/health/{spanish.slug}/", f"/es/health/{spanish.slug}/"),
        ("/es/health/sleep-well/", "/health/sleep-well/"),
        ("/ar/health/sleep-well/history/", "/health/sleep-well/history/"),
        *(
            (f"{wrong}/health/{slug}{under}", f"{right}/health/{slug}{under}")
            for wrong, right, slug in (
                ("", "/es", spanish.slug),
                ("/ar", "/es", spanish.slug),
                ("/es", "", "sleep-well"),
            )
            for under in BELOW
        ),
    ):
        response = client.get(wrong)
        assert (response.status_code, response["Location"]) == (301, right)


def test_a_missing_slash_keeps_the_language(client):
    assert client.get("/es/search")["Location"] == "/es/search/"


def test_the_desk_has_one_address_and_one_language(client, superuser):
    assert client.get("/es/admin/articles/?a=b")["Location"] == "/admin/articles/?a=b"
    assert '<html lang="es"' in text(client.get("/es/accounts/login/"))
    client.force_login(superuser)
    assert "Escritorio" not in text(client.get("/admin/"))


def test_what_is_not_there_says_so_in_the_language_of_the_address(client):
    response = client.get("/es/nada/")
    assert response.status_code == 404 and "Aquí no hay ninguna página" in text(response)


def test_the_words_of_a_category_are_translated_or_marked(client, category, make_spanish):
    make_spanish()
    page = text(client.get("/es/health/"))
    assert '<h1 lang="en" dir="ltr">Health</h1>' in page
    category.translations = {"es": {"name": "Salud", "description": "Todo sobre la salud."}}
    category.save()
    page = text(client.get("/es/health/"))
    assert "<h1>Salud</h1>" in page and "Todo sobre la salud." in page
    assert ">Salud</a>" in text(client.get("/es/"))
    assert "Salud" not in text(client.get("/health/"))
    category.introduction = "Begin here."
    category.save()
    assert '<p class="introduction" lang="en" dir="ltr">Begin here.' in text(
        client.get("/es/health/")
    )
    category.introductions = {"es": "Empiece aquí."}
    category.save()
    for address in ("/es/health/", "/es/categories/"):
        page = text(client.get(address))
        assert "Empiece aquí." in page and "Begin here." not in page
    assert "Begin here." in text(client.get("/health/"))


def test_machines_read_the_words_of_the_language_too(client, category, make_spanish):
    make_spanish()
    category.translations = {"es": {"name": "Salud", "description": "Todo sobre la salud."}}
    category.save()
    page = text(client.get("/es/health/"))
    assert 'property="og:title" content="Salud"' in page and '"name":"Salud"' in page
    assert 'property="og:description" content="Todo sobre la salud."' in page
    assert 'title="HealthHub: Salud"' in page and 'content="Health"' not in page
    tagline = "Información de salud que puede comprobar"
    assert f'property="og:description" content="{tagline}"' in text(client.get("/es/"))
    feed = client.get("/es/feeds/category/health.json").json()
    assert (feed["title"], feed["description"]) == ("HealthHub: Salud", "Todo sobre la salud.")
    assert feed["items"][0]["tags"] == ["Salud"]
    assert client.get("/es/feeds/latest.json").json()["description"] == tagline
    assert "Correcciones" in client.get("/es/feeds/corrections.json").json()["title"]
    assert 'property="og:title" content="Health"' in text(client.get("/health/"))


def test_spanish_words_are_found_with_and_without_accents_and_endings(client, make_spanish):
    make_spanish()
    for asked in (
        "corazón",
        "corazon",
        "corazones",
        "medicacion",
        "medicaciones",
        "DORMIR",
        "de sueño",
    ):
        assert "Dormir bien" in text(client.get("/es/search/", {"q": asked})), asked
    for asked in ("de", "el", "≈es", "'≈es'", "zapatos", "lang:es"):
        assert "Dormir bien" not in text(client.get("/es/search/", {"q": asked})), asked


def test_a_language_without_a_stemmer_is_searched_by_its_words(client, make_spanish):
    make_spanish("النوم الجيد", language="ar", slug="sleep-ar", body="<p>النوم يريح الجسم.</p>")
    assert "النوم الجيد" in text(client.get("/ar/search/", {"q": "الجسم"}))
    assert "النوم الجيد" not in text(client.get("/search/", {"q": "الجسم"}))


def test_a_page_in_a_language_without_an_interface_says_what_is_english(client, make_spanish):
    article = make_spanish("النوم الجيد", language="ar", slug="sleep-ar", body="<p>النوم.</p>")
    page = text(client.get(article.get_absolute_url()))
    assert '<html lang="ar" dir="rtl">' in page
    assert '<div class="prose" lang="ar" dir="rtl">' in page
    assert '<header class="masthead" lang="en">' in page
    assert '<section class="panel about" lang="en" dir="ltr"' in page


def test_dates_are_written_in_the_language_of_the_page(client, make_spanish):
    from django.utils.formats import date_format

    article = make_spanish()
    with languages.page_in("es"):
        day = date_format(article.published_at.date())
    assert " de " in day and day in text(client.get(article.get_absolute_url()))


def test_a_new_article_is_in_a_language_that_the_site_has(make_draft):
    from articles.errors import NotAllowed

    with pytest.raises(NotAllowed):
        make_draft(language="fr")


def test_the_language_stays_once_readers_saw_the_text(draft, published_at_once, author, editor):
    from articles.errors import NotAllowed

    manuscript.edit(draft, by=author, language="es")
    assert draft.language == "es"
    workflow.revise(published_at_once, by=editor)
    with pytest.raises(NotAllowed, match="stays"):
        manuscript.edit(published_at_once, by=editor, language="es")


@pytest.fixture
def published_at_once(make_published):
    return make_published("Another")


def test_a_category_takes_its_words_through_its_page(client, editor, category):
    client.force_login(editor)
    from tests.forms import form_of

    address = f"/admin/articles/category/{category.pk}/change/"
    typed = {**form_of(client.get(address)), "name_es": " Salud ", "description_es": "Todo."}
    typed["introduction_es"] = "Empiece aquí."
    assert client.post(address, typed).status_code == 302
    assert Category.objects.get().translations == {"es": {"name": "Salud", "description": "Todo."}}
    assert Category.objects.get().introductions == {"es": "Empiece aquí."}
    assert form_of(client.get(address))["introduction_es"] == "Empiece aquí."
    assert client.post(address, typed | {"introduction_es": ""}).status_code == 302
    assert Category.objects.get().introductions == {}


def test_each_list_of_one_language_goes_through_an_index(published):
    from django.db import connection

    from articles import lists
    from articles.models import Article, Byline, ReadTotal, TaggedArticle

    public = Article.objects.published().in_language("es")
    pairs = {"live_since__isnull": False, "language": "es"}
    tagged = TaggedArticle.objects.filter(tag=1, **pairs)
    written = Byline.objects.filter(user=1, **pairs)
    read = ReadTotal.objects.filter(language="es", total__gt=0).order_by("-total", "-article")
    with connection.cursor() as cursor:
        cursor.execute("SET LOCAL enable_seqscan = off; SET LOCAL enable_sort = off")
    for rows, index in (
        (public.order_by("-published_at", "-id"), "article_latest"),
        (public.filter(category=1).order_by("-published_at", "-id"), "article_on_its_shelf"),
        (public.filter(featured_at__isnull=False).order_by("-featured_at"), "article_featured"),
        (lists.newest(tagged, "live_since", "content_object", None), "tagged_live"),
        (lists.newest(written, "live_since", "article", None), "authored_live"),
        (read, "most_read"),
        (Article.objects.filter(translation_of=1).order_by(), "edition_once_a_language"),
    ):
        assert index in rows[:21].explain(), index


def test_in_spanish_enye_has_a_letter_and_a_page_of_its_own(client, make_spanish, make_published):
    make_spanish("Nzinga", also_known_as=["Nandu"])
    make_spanish("Ñandú")
    make_published("Ñusta sleep", also_known_as=["Nz sleep"])

    def names(address):
        return [entry.name for entry in client.get(address).context["entries"]]

    assert names("/es/a-z/n/") == ["Nandu", "Nzinga"]
    assert names("/es/a-z/ñ/") == ["Ñandú"]
    assert names("/a-z/n/") == ["Ñusta sleep", "Nz sleep"]
    page = text(client.get("/es/a-z/"))
    assert page.index('id="letter-n"') < page.index('id="letter-ñ"')
    assert 'href="/es/a-z/%C3%B1/">Ñ</a>' in page and "Ñ" not in text(client.get("/a-z/s/"))
    for wrong, right in (
        ("/es/a-z/Ñ/", "/es/a-z/%C3%B1/"),
        ("/a-z/ñ/", "/a-z/n/"),
        ("/es/a-z/É/", "/es/a-z/e/"),
    ):
        response = client.get(wrong)
        assert (response.status_code, response["Location"]) == (301, right)


def test_what_stood_in_the_a_to_z_before_moves_to_its_letter(make_spanish, make_published):
    make_spanish("Ñandú", also_known_as=["Nube"])
    make_published("Ħamrun")
    Headword.objects.filter(name="Ñandú").update(sort_key="nandu", letter="n")
    Headword.objects.filter(name="Ħamrun").update(sort_key="ħamrun", letter="other")
    steps = import_module("articles.migrations.0007_letters_of_their_own")
    steps.put_in_order(apps, None)
    found = Headword.objects.order_by("sort_key").values_list("name", "letter")
    assert list(found) == [("Ħamrun", "h"), ("Nube", "n"), ("Ñandú", "ñ")]


def test_a_list_of_another_language_says_where_its_articles_are(client, make_spanish):
    spanish = make_spanish(tags=["descanso"])
    author = spanish.live.byline[0]["slug"]
    for address in ("tags/descanso/", f"authors/{author}/", "reviewers/ria-reviewer/"):
        page = client.get(f"/{address}")
        assert page.status_code == 200 and "There are articles in:" in text(page)
        there = f'<a href="/es/{address}" hreflang="es" lang="es" dir="ltr">Español</a>'
        assert there in text(page) and "/ar/" not in text(page).split("<main")[1].split("</main")[0]
        assert "There are articles in:" not in text(client.get(f"/es/{address}"))
    empty, full = text(client.get("/tags/descanso/")), text(client.get("/es/tags/descanso/"))
    assert 'content="noindex, follow"' in empty and "/feeds/tag/" not in empty
    assert "noindex" not in full and "/es/feeds/tag/descanso.atom" in full
    listed = b"".join(client.get("/sitemap-tags-0.xml").streaming_content).decode()
    assert "/es/tags/descanso/" in listed and listed.count("<loc>") == 1


def test_the_homes_of_all_languages_name_each_other(client, settings):
    homes = {"en": "/", "es": "/es/", "ar": "/ar/"}
    told = [("x-default", "/"), *homes.items()]
    links = {
        f'<link rel="alternate" hreflang="{code}" href="{settings.SITE_URL}{home}">'
        for code, home in told
    }
    for home in homes.values():
        page = text(client.get(home))
        assert set(re.findall(r'<link rel="alternate" hreflang[^>]*>', page)) == links
        assert f'<link rel="canonical" href="{settings.SITE_URL}{home}">' in page
