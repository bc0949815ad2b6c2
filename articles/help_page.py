"""All help lines on one page, for readers of any country."""

from django.shortcuts import render
from django.utils import timezone

from articles import help_lines
from articles.doors import public


@public
def help_page(request):
    countries = help_lines.countries(timezone.localdate())
    shown = [country for country in countries if country.checked_on]
    return render(request, "articles/help.html", {"countries": shown})
