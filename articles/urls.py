from django.urls import path

from articles import (
    alphabet_page,
    changes_page,
    corrections_page,
    editions_page,
    feed_pages,
    glossary_page,
    help_page,
    leaflet_page,
    markdown_page,
    media,
    people_pages,
    preview_views,
    share_page,
    shelf_pages,
    sitemaps,
    tag_pages,
    views,
)

for_machines = [
    path("robots.txt", sitemaps.robots, name="robots"),
    path("sitemap.xml", sitemaps.index, name="sitemap"),
    path("sitemap-pages.xml", sitemaps.pages, name="sitemap_pages"),
    path("sitemap-<slug:kind>-<int:number>.xml", sitemaps.of_kind, name="sitemap_file"),
    path("share/<int:article_id>-<str:digest>.png", share_page.share_image, name="share_image"),
    path(
        "<slug:category_slug>/<slug:slug>.md",
        markdown_page.article_markdown,
        name="article_markdown",
    ),
]
for form in ("atom", "json"):
    given = {"form": form}
    for_machines += [
        path(f"feeds/latest.{form}", feed_pages.latest, given, f"latest_{form}"),
        path(f"feeds/corrections.{form}", feed_pages.corrections, given, f"corrections_{form}"),
        path(
            f"feeds/category/<slug:slug>.{form}",
            feed_pages.category,
            given,
            f"category_feed_{form}",
        ),
        path(f"feeds/tag/<str:slug>.{form}", feed_pages.tag, given, f"tag_feed_{form}"),
    ]

urlpatterns = [
    *for_machines,
    path("", views.home, name="home"),
    path("search/", views.search_page, name="search"),
    path("help/", help_page.help_page, name="help"),
    path("glossary/", glossary_page.glossary_page, name="glossary"),
    path("corrections/", corrections_page.corrections, name="corrections"),
    path("a-z/", alphabet_page.a_to_z, name="a_to_z"),
    path("a-z/<str:letter>/", alphabet_page.one_letter, name="letter"),
    path("categories/", shelf_pages.categories, name="categories"),
    path("most-read/", shelf_pages.most_read, name="most_read"),
    path("most-read/<slug:span>/", shelf_pages.most_read, name="most_read_within"),
    path("recently-reviewed/", shelf_pages.recently_reviewed, name="recently_reviewed"),
    path("tags/", tag_pages.tags, name="tags"),
    path("tags/<str:slug>/", tag_pages.tag, name="tag"),
    path("authors/", people_pages.authors, name="authors"),
    path("authors/<slug:slug>/", people_pages.author, name="author"),
    path("reviewers/", people_pages.reviewers, name="reviewers"),
    path("reviewers/<slug:slug>/", people_pages.reviewer, name="reviewer"),
    path("members/<slug:slug>/", people_pages.member, name="member"),
    path("media/<path:name>", media.serve, name="media"),
    path("preview/<str:token>/", preview_views.shared_preview, name="shared_preview"),
    path("preview/<str:token>/remark/", preview_views.shared_remark, name="shared_remark"),
    path("<slug:slug>/", views.category, name="category"),
    path("<slug:category_slug>/<slug:slug>/", views.article, name="article"),
    path("<slug:category_slug>/<slug:slug>/history/", changes_page.changes, name="article_history"),
    path("<slug:category_slug>/<slug:slug>/leaflet.pdf", leaflet_page.leaflet, name="leaflet"),
    path(
        "<slug:category_slug>/<slug:slug>/leaflet-<slug:variant>.pdf",
        leaflet_page.leaflet,
        name="leaflet_variant",
    ),
    path(
        "<slug:category_slug>/<slug:slug>/editions/",
        editions_page.editions_page,
        name="article_editions",
    ),
    path(
        "<slug:category_slug>/<slug:slug>/editions/<int:number>/",
        editions_page.edition_page,
        name="article_edition",
    ),
]
