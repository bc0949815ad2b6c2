"""One's own choice of when HealthHub writes: at once, once a day together, or never."""

from django import forms
from django.contrib import messages
from django.http import HttpResponseRedirect
from django.template.response import TemplateResponse
from django.urls import path, reverse
from django.utils.decorators import method_decorator
from django.views.decorators.http import require_http_methods

from accounts.models import User


class MyMailForm(forms.ModelForm):
    class Meta:
        model = User
        fields = ["notices"]
        labels = {"notices": "When to write to you"}
        widgets = {"notices": forms.RadioSelect}


class MyMailPage:
    """Open to everybody who may open the desk, for their own account alone."""

    def get_urls(self):
        door = self.admin_site.admin_view(self.my_mail_view)
        return [path("my-mail/", door, name="accounts_user_my_mail"), *super().get_urls()]

    @method_decorator(require_http_methods(["GET", "HEAD", "POST"]))
    def my_mail_view(self, request):
        person = User.objects.get(pk=request.user.pk)
        form = MyMailForm(request.POST if request.method == "POST" else None, instance=person)
        if request.method == "POST" and form.is_valid():
            person.save(update_fields=["notices"])
            messages.success(request, f"Mail: {person.get_notices_display().lower()}.")
            return HttpResponseRedirect(reverse("admin:index"))
        context = {
            **self.admin_site.each_context(request),
            "title": "My mail",
            "form": form,
            "person": request.user,
        }
        return TemplateResponse(request, "admin/accounts/my_mail.html", context)
