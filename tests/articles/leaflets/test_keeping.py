"""A leaflet is made once, kept while it is true and read, and tried three times at most."""

from datetime import timedelta

import pytest
from django.core.files.storage import default_storage
from django.core.management import call_command
from django.db import transaction
from django.utils import timezone
from django_tasks_db.management.commands.db_worker import Worker
from django_tasks_db.models import DBTaskResult

from articles import leaflets, workflow
from articles.leaflets import VARIANTS, keeping, press
from articles.models import Article, Leaflet
from tests.articles.test_concurrency import at_once

A4 = VARIANTS[""]


@pytest.fixture
def queue(settings, monkeypatch):
    settings.TASKS = {"default": {"BACKEND": "django_tasks_db.DatabaseBackend"}}
    settings.DUE_BY_THE_CLOCK = {}
    monkeypatch.setattr(Worker, "configure_signals", lambda worker: None)
    return DBTaskResult.objects.filter(task_path=keeping.make.module_path)


@pytest.fixture
def ask(prints):
    def ask(article, variant=A4):
        return keeping.ask_for(prints(article, variant.name), article, variant)

    return ask


@pytest.mark.django_db(transaction=True)
def test_readers_and_workers_at_one_instant_make_one_leaflet(
    published, prints, pressed, queue, ask
):
    wanted = prints(published)
    asked = at_once(*[lambda: keeping.ask_for(wanted, published, A4)] * 4)
    assert {leaflet.pk for leaflet in asked} == {Leaflet.objects.get().pk}
    assert queue.count() == 1
    at_once(*[lambda: keeping.make.call(asked[0].pk)] * 4)
    assert pressed == [wanted.key]
    made = Leaflet.objects.get()
    assert made.made and made.tries == 1
    assert default_storage.open(made.file).read() == b"%PDF-1.7 not printed by any press"
    call_command("worker", once=True)  # the task that waited finds nothing left to do
    assert len(pressed) == 1


@pytest.mark.django_db
def test_a_failure_is_written_down_and_tried_three_times_at_most(
    published, ask, queue, monkeypatch, caplog
):
    def fail(printed):
        raise press.PressFailed("It took longer than 120 seconds.")

    monkeypatch.setattr(keeping.press, "press", fail)
    leaflet = ask(published)
    for n in (1, 2, 3):
        assert queue.count() == n
        keeping.make.call(leaflet.pk)
    keeping.make.call(leaflet.pk)
    leaflet.refresh_from_db()
    assert (leaflet.tries, leaflet.failure) == (3, "It took longer than 120 seconds.")
    assert not leaflet.made and queue.count() == 3
    assert caplog.text.count("longer than 120 seconds") == 3
    ask(published)
    assert queue.count() == 3  # not tried for ever
    keeping.tidy()
    assert Leaflet.objects.exists()
    Leaflet.objects.update(asked=timezone.now() - timedelta(hours=25))
    keeping.tidy()
    assert not Leaflet.objects.exists()  # tomorrow it may be tried again


@pytest.mark.django_db
def test_a_task_that_went_astray_is_asked_for_again_once(published, ask, queue):
    ask(published)
    Leaflet.objects.update(
        asked=timezone.now() - timedelta(minutes=11), taken=timezone.now() - timedelta(minutes=11)
    )
    ask(published)
    ask(published)
    assert queue.count() == 2


@pytest.mark.django_db
def test_a_crawler_cannot_fill_the_queue(make_published, ask, queue, monkeypatch):
    monkeypatch.setattr(keeping, "MOST_WAITING", 2)
    one, two = make_published("One thing"), make_published("Two things")
    assert ask(one) and ask(one, VARIANTS["large"])
    assert ask(two) is None and queue.count() == 2
    assert ask(one)  # what waits already still does


@pytest.mark.django_db
def test_what_is_no_longer_true_is_not_made(published, ask, queue, pressed, editor):
    leaflet = ask(published)
    workflow.express_concern(published, by=editor, reason="It is in doubt.")
    keeping.make.call(leaflet.pk)
    assert pressed == [] and not Leaflet.objects.exists()
    leaflet = ask(published)
    workflow.withdraw(published, by=editor, reason="It is wrong.")
    keeping.make.call(leaflet.pk)
    assert pressed == [] and not Leaflet.objects.exists()


@pytest.mark.django_db
def test_a_new_leaflet_takes_the_place_of_the_old_one(published, ask, pressed, editor):
    ask(published), ask(published, VARIANTS["large"])
    old = Leaflet.objects.get(variant="")
    workflow.express_concern(published, by=editor, reason="It is in doubt.")
    ask(published)
    assert not default_storage.exists(old.file)
    assert sorted(Leaflet.objects.values_list("variant", flat=True)) == ["", "large"]


@pytest.mark.django_db
def test_the_clock_removes_what_is_withdrawn_and_what_nobody_opens(
    make_published, ask, pressed, editor
):
    read, unread, withdrawn = (make_published(t) for t in ("One thing", "Two things", "Three"))
    for article in (read, unread, withdrawn):
        ask(article)
    Leaflet.objects.filter(revision=unread.live).update(
        read_on=timezone.localdate() - timedelta(days=91)
    )
    workflow.withdraw(withdrawn, by=editor, reason="It is wrong.")
    files = dict(Leaflet.objects.values_list("revision", "file"))
    keeping.tidy()
    assert [n for n in files if default_storage.exists(files[n])] == [read.live_id]
    assert Leaflet.objects.get().revision_id == read.live_id


@pytest.mark.django_db
def test_what_people_open_is_kept(published, ask, pressed, django_assert_num_queries):
    ask(published)
    Leaflet.objects.update(read_on=timezone.localdate() - timedelta(days=89))
    leaflets.note_reading(Leaflet.objects.get())
    with django_assert_num_queries(0):  # once a day is enough
        leaflets.note_reading(Leaflet(read_on=timezone.localdate()))
    assert Leaflet.objects.get().read_on == timezone.localdate()


@pytest.mark.django_db
def test_mail_does_not_wait_behind_leaflets(published, ask, queue):
    ask(published)
    assert queue.get().priority < 0


@pytest.mark.django_db
def test_a_leaflet_that_is_made_has_a_file(published, ask, queue):
    from django.db import IntegrityError

    ask(published)
    with pytest.raises(IntegrityError), transaction.atomic():
        Leaflet.objects.update(made=timezone.now())
    assert Article.objects.published().count() == 1
