import pytest
from django.urls import reverse
from django.utils import timezone

from articles import changes, manuscript, workflow
from tests.conftest import publish_with_warnings


@pytest.fixture
def change(author, reviewer, editor):
    def change(article, title, kind="correction", note="The title was vague."):
        workflow.revise(article, by=author)
        manuscript.edit(article, by=author, title=title)
        workflow.submit(article, by=author, change=kind, change_note=note)
        workflow.approve(article, by=reviewer, reason="A secret remark.")
        return publish_with_warnings(article, by=editor)

    return change


def entries(article):
    article.refresh_from_db()
    return changes.of_page(article)[0]


def words(entry):
    return [(kind, text) for passage in entry.passages for kind, text in passage.pieces]


def test_a_first_publication_names_its_reviewer(published, reviewer):
    (entry,) = entries(published)
    assert entry.label == "Published" and entry.version == 1
    assert (entry.signature.name, entry.signature.credentials) == ("Ria Reviewer", "MD")
    assert not entry.has_words


def test_a_correction_has_its_reason_and_its_words(published, change):
    change(published, "Sleep very well")
    newest, first = entries(published)
    assert (newest.label, newest.reason) == ("Correction", "The title was vague.")
    assert ("added", "very ") in words(newest) or ("added", " very") in words(newest)
    assert first.label == "Published"


def test_a_small_repair_is_marked_to_be_folded(published, change):
    change(published, "Sleep wel", kind="minor", note="")
    entry = entries(published)[0]
    assert entry.is_minor and entry.label == "Small repair" and entry.has_words


def test_the_reviewer_of_each_entry_is_the_one_of_its_time(
    published, change, credentialed, author, editor
):
    other = credentialed("reviewer", name="Rob Other")
    workflow.mark_reviewed_unchanged(published, by=other)
    marked, first = entries(published)
    assert marked.label == "Reviewed again, and left as it was"
    assert marked.signature.name == "Rob Other" and first.signature.name == "Ria Reviewer"


def test_a_small_repair_names_the_editor_and_the_review_it_keeps(published, author, editor):
    workflow.revise(published, by=author)
    manuscript.edit(published, by=author, title="Sleep wel")
    workflow.submit(published, by=author, change="minor")
    workflow.sign_minor(published, by=editor)
    publish_with_warnings(published, by=editor)
    signature = entries(published)[0].signature
    assert signature.name == "Edda Editor" and signature.basis.name == "Ria Reviewer"


def test_drafts_pending_and_sent_back_versions_never_appear(published, author, reviewer, editor):
    workflow.revise(published, by=author)
    manuscript.edit(published, by=author, title="A secret title")
    workflow.submit(published, by=author, change="update", change_note="A secret note.")
    assert len(entries(published)) == 1
    workflow.request_changes(published, by=reviewer, reason="A secret remark.")
    workflow.submit(published, by=author, change="update", change_note="A secret note.")
    workflow.approve(published, by=reviewer, reason="A secret remark.")
    assert len(entries(published)) == 1 and "secret" not in str(entries(published))


def test_the_words_of_a_reviewer_stay_inside(published, change):
    change(published, "Sleep very well")
    assert "secret" not in str(entries(published))


def test_an_exception_is_named_until_and_after_it_is_reviewed(draft, publisher, reviewer):
    workflow.publish_unreviewed(draft, by=publisher, reason="People ask now.")
    workflow.approve(draft, by=reviewer)
    signed, published = entries(draft)
    assert published.label == "Published without a review" and published.signature is None
    assert published.why_unsigned == "People ask now."
    assert signed.label == "Reviewed after it was published"
    assert signed.signature.name == "Ria Reviewer"


def test_a_withdrawn_page_tells_dates_and_reasons_but_no_words(published, change, editor):
    change(published, "Sleep very well")
    workflow.withdraw(published, by=editor, reason="It is wrong.")
    newest, correction, _ = entries(published)
    assert (newest.label, newest.reason) == ("Withdrawn", "It is wrong.")
    assert correction.reason == "The title was vague."
    assert not any(entry.has_words or entry.passages for entry in entries(published))


@pytest.mark.parametrize("signed", [False, True])
def test_the_words_of_an_urgent_text_stay_only_if_somebody_signed_it(
    published, author, publisher, reviewer, signed, django_user_model, change, monkeypatch
):
    workflow.revise(published, by=author)
    manuscript.edit(published, by=author, title="Do not sleep")
    workflow.publish_urgently(published, by=publisher, reason="People are in danger.")
    assert entries(published)[0].passages
    if signed:
        workflow.approve(published, by=reviewer)
        change(published, "Sleep again")
    else:
        deadline = published.live_exemption.deadline
        monkeypatch.setattr(timezone, "now", lambda: deadline)
        workflow.take_back_urgent(published, by=django_user_model.objects.system())
    told = entries(published)
    urgent = next(e for e in told if e.label.startswith("Published urgently"))
    assert urgent.why_unsigned == "People are in danger."
    assert ("Do not" in str(told)) is signed
    if not signed:
        assert (told[0].label, told[0].reason) == (
            "Urgent version taken back",
            changes.NOT_CONFIRMED,
        )


def test_concerns_and_retractions_are_told(published, editor):
    workflow.express_concern(published, by=editor, reason="A source is in doubt.")
    workflow.lift_concern(published, by=editor, reason="The source stands.")
    workflow.retract(published, by=editor, reason="It was made up.")
    told = [(entry.label, entry.reason) for entry in entries(published)[:3]]
    assert told == [
        ("Retracted", "It was made up."),
        ("Expression of concern lifted", "The source stands."),
        ("Expression of concern", "A source is in doubt."),
    ]


def test_the_list_goes_on_by_key(published, editor, monkeypatch):
    monkeypatch.setattr(changes, "ENTRIES_ON_A_PAGE", 3)
    for _ in range(3):
        workflow.withdraw(published, by=editor, reason="A test.")
        workflow.restore(published, by=editor)
    seen, before = [], None
    while True:
        some, before = changes.of_page(published, before)
        seen += [entry.label for entry in some]
        if before is None:
            break
    assert seen == ["Shown again", "Withdrawn"] * 3 + ["Published"]


def test_two_queries_whatever_the_number(published, change, django_assert_num_queries):
    for number in range(3):
        change(published, f"Sleep {number} well")
    published.refresh_from_db()
    with django_assert_num_queries(2):
        changes.of_page(published)


def test_the_readers_list_of_labels_covers_every_public_step():
    from articles.models.event import PUBLIC_VERBS

    assert set(changes.LABELS) == {*PUBLIC_VERBS, "approve"}


def test_the_address_of_the_list_hangs_below_the_page(published):
    url = reverse("article_history", args=[published.category.slug, published.slug])
    assert url == f"{published.get_absolute_url()}history/"
