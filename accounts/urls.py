"""Everything below /accounts/. Who may open which is said in tests/healthhub/test_doors.py."""

from allauth.account.urls import urlpatterns as account_urls
from django.urls import include, path

from accounts import organisation_views, views

urlpatterns = [
    path("", views.overview, name="account_overview"),
    path("menu/", views.menu, name="account_menu"),
    path("2fa/totp/picture.svg", views.app_picture, name="account_app_picture"),
    path("2fa/", include("allauth.mfa.urls")),
    path("sessions/", include("allauth.usersessions.urls")),
    *account_urls,
    *organisation_views.urlpatterns,
]
