from django.urls import path

from articles import (
    alphabet_page,
    changes_page,
    corrections_page,
    help_page,
    media,
    people_pages,
    preview_views,
    shelf_pages,
    tag_pages,
    views,
)

urlpatterns = [
    path("", views.home, name="home"),
    path("search/", views.search_page, name="search"),
    path("help/", help_page.help_page, name="help"),
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
    path("media/<path:name>", media.serve, name="media"),
    path("preview/<str:token>/", preview_views.shared_preview, name="shared_preview"),
    path("preview/<str:token>/remark/", preview_views.shared_remark, name="shared_remark"),
    path("<slug:slug>/", views.category, name="category"),
    path("<slug:category_slug>/<slug:slug>/", views.article, name="article"),
    path("<slug:category_slug>/<slug:slug>/history/", changes_page.changes, name="article_history"),
]
