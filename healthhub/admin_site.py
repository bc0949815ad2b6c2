from csp.decorators import csp
from django.conf import settings
from django.contrib.admin import AdminSite
from django.contrib.auth.views import redirect_to_login
from django.core.exceptions import PermissionDenied
from django.http import HttpResponseRedirect
from django.urls import reverse


class HealthHubAdminSite(AdminSite):
    """The desk: Django's admin, signed in by e-mail, under its own strict policy."""

    site_header = "HealthHub"
    site_title = "HealthHub"
    index_title = "Desk"
    enable_nav_sidebar = False

    def admin_view(self, view, cacheable=False):
        return csp(settings.ADMIN_CONTENT_SECURITY_POLICY)(super().admin_view(view, cacheable))

    def get_urls(self):
        """Without the redirect that tells any row's address to whoever knows its number."""
        return [url for url in super().get_urls() if getattr(url, "name", "") != "view_on_site"]

    def login(self, request, extra_context=None):
        """One door for everybody: a form of the admin's own would take a password alone."""
        if not request.user.is_authenticated:
            return redirect_to_login(request.GET.get("next") or reverse("admin:index"))
        if not self.has_permission(request):
            raise PermissionDenied("The desk is for people with a role.")
        return HttpResponseRedirect(reverse("admin:index"))

    def password_change(self, request, extra_context=None):
        """The admin's own form would check a password any number of times."""
        return HttpResponseRedirect(reverse("account_change_password"))
