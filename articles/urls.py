from django.urls import path

from articles import (
    changes_page,
    corrections_page,
    editions_page,
    glossary_page,
    help_page,
    media,
    preview_views,
    views,
)

urlpatterns = [
    path("", views.home, name="home"),
    path("search/", views.search_page, name="search"),
    path("help/", help_page.help_page, name="help"),
    path("glossary/", glossary_page.glossary_page, name="glossary"),
    path("corrections/", corrections_page.corrections, name="corrections"),
    path("tags/<str:slug>/", views.tag, name="tag"),
    path("authors/<slug:slug>/", views.author, name="author"),
    path("media/<path:name>", media.serve, name="media"),
    path("preview/<str:token>/", preview_views.shared_preview, name="shared_preview"),
    path("preview/<str:token>/remark/", preview_views.shared_remark, name="shared_remark"),
    path("<slug:slug>/", views.category, name="category"),
    path("<slug:category_slug>/<slug:slug>/", views.article, name="article"),
    path("<slug:category_slug>/<slug:slug>/history/", changes_page.changes, name="article_history"),
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
