from django.apps import AppConfig
from django.contrib.admin import apps


class HealthHubConfig(AppConfig):
    name = "healthhub"
    verbose_name = "HealthHub"
    default = True


class HealthHubAdminConfig(apps.AdminConfig):
    default = False
    default_site = "healthhub.admin_site.HealthHubAdminSite"
