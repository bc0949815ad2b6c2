from django import template

from articles.desk import sections

register = template.Library()


@register.inclusion_tag("admin/desk/_desk.html")
def desk(user):
    """What waits for this person, section by section; what is empty is named in one line."""
    found = sections(user)
    return {
        "filled": [section for section in found if section.rows],
        "empty": [section for section in found if not section.rows],
        "notes": [section.note for section in found if section.note],
    }
