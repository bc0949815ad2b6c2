"""What a browser would send back of a form of the admin."""


def form_of(response):
    """What a browser would send back: every field of the article's form as it stands."""
    form = response.context["adminform"].form
    data = {}
    for name in form.fields:
        bound = form[name]
        value = bound.value()
        if name in {"tags", "also_known_as", "key_facts", "medicines"}:
            value = (bound.subwidgets[0].data["value"] or "").replace("\n", "\r\n")
        elif isinstance(value, bool):
            value = "on" if value else None
        if value is not None:
            data[bound.html_name] = value
    for inline in response.context["inline_admin_formsets"]:
        formset = inline.formset
        for bound in formset.management_form:
            data[bound.html_name] = bound.value()
        for row in formset.initial_forms:
            for bound in row:
                if bound.value() is not None:
                    data[bound.html_name] = bound.value()
    return data
