from django.apps import AppConfig
from django.contrib import admin
from django.contrib.admin import apps


class HealthHubConfig(AppConfig):
    name = "healthhub"
    verbose_name = "HealthHub"
    default = True


class HealthHubAdminConfig(apps.AdminConfig):
    default = False
    default_site = "healthhub.admin_site.HealthHubAdminSite"

    def ready(self):
        """The desk lists what people work with, not what libraries keep for themselves."""
        super().ready()
        for model in list(admin.site._registry):
            if model._meta.app_label not in {"accounts", "articles", "comments"}:
                admin.site.unregister(model)
