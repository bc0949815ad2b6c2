from django.urls import path

from comments import (
    address_views,
    member_page,
    moderation_page,
    my_comments,
    own_views,
    report_views,
    thread_views,
    usefulness_views,
    writing_views,
)

THREAD = "<slug:category_slug>/<slug:slug>/comments/"

urlpatterns = [
    path("moderation/", moderation_page.moderation, name="moderation"),
    path("my-comments/", my_comments.my_comments, name="my_comments"),
    path("my-comments/<int:pk>/delete/", my_comments.delete_mine, name="delete_my_comment"),
    path("my-comments/<int:pk>/appeal/", my_comments.appeal_removal, name="appeal_removal"),
    path(
        "my-comments/sanctions/<int:pk>/appeal/",
        my_comments.appeal_sanction,
        name="appeal_sanction",
    ),
    path("members/<slug:slug>/comments/", member_page.comments_of_member, name="member_comments"),
    path("feedback/address/<str:token>/", address_views.forget, name="forget_reporter"),
    path("<slug:category_slug>/<slug:slug>/report/", report_views.report, name="report_problem"),
    path("<slug:category_slug>/<slug:slug>/useful/", usefulness_views.useful, name="say_useful"),
    path(THREAD, thread_views.comments, name="comments"),
    path(f"{THREAD}fragment/", thread_views.fragment, name="comments_fragment"),
    path(f"{THREAD}new/", writing_views.write, name="new_comment"),
    path(f"{THREAD}yours/", own_views.yours, name="own_comments"),
    path(f"{THREAD}<int:pk>/answers/", thread_views.answers, name="comment_answers"),
    path(f"{THREAD}<int:pk>/answer/", writing_views.answer, name="answer_comment"),
    path(f"{THREAD}<int:pk>/edit/", writing_views.edit, name="edit_comment"),
    path(f"{THREAD}<int:pk>/delete/", own_views.delete, name="delete_comment"),
    path(f"{THREAD}<int:pk>/report/", own_views.report, name="report_comment"),
]
