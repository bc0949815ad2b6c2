from allauth.account.urls import urlpatterns as account_urls
from django.contrib import admin
from django.urls import include, path

from healthhub import errors
from healthhub.health import healthz

# Signing in, out, and passwords. Changing one's e-mail address needs it verified first: not yet.
NOT_YET = {"account_email", "account_confirm_email", "account_email_verification_sent"}
sign_in = [url for url in account_urls if url.name not in NOT_YET]

urlpatterns = [
    path("healthz", healthz, name="healthz"),
    path("accounts/", include(sign_in)),
    path("admin/moderation/", include("comments.admin.moderation.urls")),
    path("admin/", admin.site.urls),
    path("", include("comments.urls")),
    path("", include("articles.urls")),
]

handler400 = errors.bad_request
handler500 = errors.server_error
