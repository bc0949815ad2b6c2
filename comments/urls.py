from django.urls import path

from comments import address_views, report_views, usefulness_views

urlpatterns = [
    path("feedback/address/<str:token>/", address_views.forget, name="forget_reporter"),
    path("<slug:category_slug>/<slug:slug>/report/", report_views.report, name="report_problem"),
    path("<slug:category_slug>/<slug:slug>/useful/", usefulness_views.useful, name="say_useful"),
]
