from django.apps import AppConfig
from django.contrib.admin.apps import AdminConfig


class HealthHubConfig(AppConfig):
    name = "healthhub"
    verbose_name = "HealthHub"


class HealthHubAdminConfig(AdminConfig):
    default_site = "healthhub.admin_site.HealthHubAdminSite"
