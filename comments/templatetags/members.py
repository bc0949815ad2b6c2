from django import template

from comments.member_page import written_by

register = template.Library()


@register.simple_tag
def comments_of(member):
    """The newest comments of a member, and where the list goes on."""
    return written_by(member.pk, member.slug)
