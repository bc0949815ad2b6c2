import secrets

from django.contrib import admin
from django.core.exceptions import PermissionDenied
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.http import JsonResponse
from django.urls import path
from django.utils.decorators import method_decorator
from django.utils.html import format_html
from django.views.decorators.http import require_safe

from articles.admin.forms import ImageForm
from articles.models import Image

CHOICES_SHOWN = 24


@admin.register(Image)
class ImageAdmin(admin.ModelAdmin):
    """Pictures: each upload is decoded and made anew before it is kept."""

    form = ImageForm
    list_display = ["thumbnail", "alt", "decorative", "credit"]
    list_display_links = ["thumbnail", "alt"]
    show_full_result_count = False
    list_max_show_all = 0
    sortable_by = ()
    actions = None
    view_on_site = False

    def get_urls(self):
        choices = self.admin_site.admin_view(self.choices_view)
        return [path("choices/", choices, name="articles_image_choices"), *super().get_urls()]

    def get_fields(self, request, obj=None):
        """A picture is never exchanged for another: what was signed shows this one."""
        return ([] if obj else ["upload"]) + ["alt", "decorative", "credit"]

    def has_delete_permission(self, request, obj=None):
        return False  # a published revision may show it

    @admin.display(description="picture")
    def thumbnail(self, obj):
        return format_html(
            '<img class="thumbnail" src="{}" width="96" alt="{}" loading="lazy">',
            obj.file.url,
            obj.alt or "Decorative picture",
        )

    def save_model(self, request, obj, form, change):
        if not change:
            made = form.made
            name = f"images/{secrets.token_urlsafe(24)}"
            obj.width, obj.height = made.width, made.height
            obj.file.name = _store(f"{name}.{made.extension}", made.data)
            obj.renditions = {
                str(width): _store(f"{name}-{width}.webp", data)
                for width, data in made.renditions.items()
            }
            obj.uploaded_by = request.user
        super().save_model(request, obj, form, change)

    @method_decorator(require_safe)
    def choices_view(self, request):
        """The newest pictures whose description has these words, for the editor's picker."""
        if not request.user.has_perm("articles.view_image"):
            raise PermissionDenied
        words = request.GET.get("q", "").strip()[:100]
        found = Image.objects.filter(alt__icontains=words) if words else Image.objects.all()
        return JsonResponse({"results": [_choice(image) for image in found[:CHOICES_SHOWN]]})


def _choice(image):
    return {
        "src": image.file.url,
        "alt": image.alt,
        "width": image.width,
        "height": image.height,
        "label": str(image),
    }


def _store(name, data):
    return default_storage.save(name, ContentFile(data))
