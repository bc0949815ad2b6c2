"""Everything below /accounts/. Who may open which is said in healthhub/access/."""

from allauth.account.urls import urlpatterns as account_urls
from django.urls import include, path

from accounts import delete_page, my_data_page, organisation_views, profile_page, views

urlpatterns = [
    path("", views.overview, name="account_overview"),
    path("menu/", views.menu, name="account_menu"),
    path("profile/", profile_page.profile_page, name="profile"),
    path("my-data/", my_data_page.my_data, name="my_data"),
    path("delete/", delete_page.delete, name="delete_account"),
    path("deleted/", delete_page.deleted, name="account_deleted"),
    path("2fa/totp/picture.svg", views.app_picture, name="account_app_picture"),
    path("2fa/", include("allauth.mfa.urls")),
    path("sessions/", include("allauth.usersessions.urls")),
    *account_urls,
    *organisation_views.urlpatterns,
]
