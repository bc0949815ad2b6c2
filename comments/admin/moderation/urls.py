from django.urls import path

from comments.admin.moderation import batch, decide, item, log, person, queue, report, weeks

urlpatterns = [
    path("", queue.queue, name="moderation_queue"),
    path("next/", queue.following, name="moderation_next"),
    path("skipped/", queue.show_skipped, name="moderation_show_skipped"),
    path("comment/<int:pk>/", item.comment, name="moderation_comment"),
    path("comment/<int:pk>/decisions/<slug:verb>/", decide.decide, name="moderation_decide"),
    path("case/<int:pk>/", report.case, name="moderation_case"),
    path("case/<int:pk>/decisions/<slug:verb>/", report.decide_case, name="moderation_decide_case"),
    path("appeal/<int:pk>/", item.appeal, name="moderation_appeal"),
    path(
        "appeal/<int:pk>/decisions/<slug:verb>/",
        decide.decide_appeal,
        name="moderation_decide_appeal",
    ),
    path("look/<int:pk>/", item.look, name="moderation_look"),
    path("look/<int:pk>/decisions/<slug:verb>/", decide.judge_look, name="moderation_judge_look"),
    path("skip/<slug:kind>/<int:pk>/", item.skip, name="moderation_skip"),
    path("undo/<int:pk>/", decide.undo, name="moderation_undo"),
    path("undo/case/<int:pk>/", report.undo_case, name="moderation_undo_case"),
    path("batch/", batch.batch, name="moderation_batch"),
    path("batch/confirm/", batch.confirm, name="moderation_confirm_batch"),
    path("batch/<uuid:batch>/undo/", batch.undo_batch, name="moderation_undo_batch"),
    path("person/<int:pk>/", person.person, name="moderation_person"),
    path("person/<int:pk>/sanction/", person.sanction, name="moderation_sanction"),
    path("sanction/<int:pk>/lift/", person.lift, name="moderation_lift"),
    path("log/", log.log, name="moderation_log"),
    path("figures/", weeks.weeks, name="moderation_weeks"),
]
