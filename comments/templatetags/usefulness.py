from django import template

from comments import usefulness
from comments.models import Case

register = template.Library()
SOUGHT_SHOWN, MOST_CASES = 5, 99


@register.inclusion_tag("admin/comments/_usefulness.html")
def what_readers_say(user, article):
    """On an article's page in the admin: how useful readers find it, and what they report."""
    if article.live_id is None or not user.has_perm("comments.view_case"):
        return {"shown": False}
    edition, ever = usefulness.of_article(article.pk, article.live_id)
    waiting = Case.objects.visible_to(user).waiting().filter(article=article.pk)
    return {
        "shown": True,
        "article": article,
        "edition": edition,
        "ever": ever,
        "sought": usefulness.sought_in([article.live_id], SOUGHT_SHOWN),
        "cases": waiting.order_by().values("pk")[:MOST_CASES].count(),
    }
