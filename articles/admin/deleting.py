"""What is still needed cannot be deleted, and the desk says why instead of showing a list."""

from django.contrib import messages
from django.contrib.admin.utils import unquote
from django.http import HttpResponseRedirect
from django.urls import reverse


class KeepsWhatIsNeeded:
    def why_kept(self, obj) -> str:
        """Why this row cannot be deleted, as a sentence; "" when it can."""
        raise NotImplementedError

    def delete_view(self, request, object_id, extra_context=None):
        obj = self.get_object(request, unquote(object_id))
        if obj is not None and self.has_delete_permission(request, obj):
            if why := self.why_kept(obj):
                messages.error(request, why)
                name = f"admin:{self.opts.app_label}_{self.opts.model_name}_change"
                return HttpResponseRedirect(reverse(name, args=[obj.pk]))
        return super().delete_view(request, object_id, extra_context)
