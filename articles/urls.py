from django.urls import path

from articles import (
    changes_page,
    corrections_page,
    feed_pages,
    help_page,
    markdown_page,
    media,
    preview_views,
    share_page,
    sitemaps,
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
    path("corrections/", corrections_page.corrections, name="corrections"),
    path("tags/<str:slug>/", views.tag, name="tag"),
    path("authors/<slug:slug>/", views.author, name="author"),
    path("media/<path:name>", media.serve, name="media"),
    path("preview/<str:token>/", preview_views.shared_preview, name="shared_preview"),
    path("preview/<str:token>/remark/", preview_views.shared_remark, name="shared_remark"),
    path("<slug:slug>/", views.category, name="category"),
    path("<slug:category_slug>/<slug:slug>/", views.article, name="article"),
    path("<slug:category_slug>/<slug:slug>/history/", changes_page.changes, name="article_history"),
]
