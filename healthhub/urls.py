from django.contrib import admin
from django.urls import include, path

from healthhub import errors
from healthhub.health import healthz

urlpatterns = [
    path("healthz", healthz, name="healthz"),
    path("accounts/", include("accounts.urls")),
    path("admin/moderation/", include("comments.admin.moderation.urls")),
    path("admin/", admin.site.urls),
    path("", include("comments.urls")),
    path("", include("articles.urls")),
]

handler400 = errors.bad_request
handler429 = errors.too_many
handler500 = errors.server_error
