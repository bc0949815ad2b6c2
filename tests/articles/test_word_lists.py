"""Lists that editors keep: versions, and what the rules make of them."""

import pytest
from django.db import IntegrityError, connection, transaction

from articles import quality, vocabulary, word_lists
from articles.errors import NotAllowed
from articles.models import WordList, WordListVersion
from articles.quality import shipped

pytestmark = pytest.mark.django_db


@pytest.fixture
def stigma():
    return WordList.objects.get(key="stigma")


@pytest.fixture
def pack():
    return WordList.objects.get(key="opioid-antagonist")


def revise(word_list, by, **changes):
    held = word_list.newest()
    facts = {"on": held.number, "text": held.text, "source": held.source, "owner": held.owner}
    return word_lists.revise(word_list, by=by, **{**facts, "reason": "New words.", **changes})


def test_a_new_site_has_the_lists_that_are_shipped():
    assert WordList.objects.count() == len(shipped.LISTS)
    for each in shipped.LISTS:
        version = WordList.objects.get(key=each.key).newest()
        assert (version.number, version.text, version.source) == (1, each.text, each.source)
        assert version.owner is None and version.made_at is None and version.reason


def test_the_rules_read_the_same_as_without_a_database():
    known, shipped_words = vars(vocabulary.current()), vars(quality.DEFAULT)
    for name in shipped_words.keys() - {"packs", "version"}:
        assert known[name] == shipped_words[name], name
    (pack,), (other,) = known["packs"], shipped_words["packs"]
    assert (pack.name, pack.medicines, pack.statements) == (
        (other.name, other.medicines, other.statements)
    )
    assert pack.source == "Medicine label; DISCERN 11."


def test_a_save_is_a_new_version_that_holds_at_once(stigma, editor):
    before = vocabulary.version()
    version = revise(stigma, editor, text="Sleepyhead\r\nthe tired\n", owner=editor)
    assert (version.number, version.made_by, version.owner) == (2, editor, editor)
    assert version.text == "Sleepyhead\nthe tired\n" and version.made_at
    assert vocabulary.current().stigma == ("sleepyhead", "the tired")
    assert vocabulary.version() > before


def test_what_was_known_before_is_still_known(stigma, editor):
    before = vocabulary.version()
    revise(stigma, editor, text="sleepyhead")
    assert vocabulary.as_of(before).stigma == quality.DEFAULT.stigma
    assert vocabulary.as_of(0) == quality.DEFAULT


def test_what_holds_is_asked_with_one_query(django_assert_num_queries, stigma, editor):
    vocabulary.current()
    with django_assert_num_queries(1):
        assert vocabulary.current() is vocabulary.current.__globals__["_latest"]
    revise(stigma, editor, text="sleepyhead")
    with django_assert_num_queries(2):
        vocabulary.current()


def test_a_list_that_the_database_does_not_have_is_as_shipped():
    with connection.cursor() as cursor:
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
        cursor.execute("TRUNCATE articles_wordlist, articles_wordlistversion")
    assert vocabulary.version() == 0
    assert vocabulary.current() == quality.DEFAULT


def test_a_version_is_never_changed_or_deleted(stigma):
    version = stigma.newest()
    version.text = "x"
    with pytest.raises(IntegrityError, match="are a record"), transaction.atomic():
        version.save()
    with pytest.raises(IntegrityError, match="are a record"), transaction.atomic():
        WordListVersion.objects.all().delete()


def test_a_later_version_is_always_somebodys(stigma):
    with pytest.raises(IntegrityError), transaction.atomic():
        WordListVersion.objects.create(word_list=stigma, number=2, source="x", reason="x")


@pytest.mark.parametrize("who", ["author", "reviewer", "publisher", "moderator", "reader"])
def test_lists_are_kept_by_editors_only(who, request, stigma, pack):
    person = request.getfixturevalue(who)
    with pytest.raises(NotAllowed, match="Ask an editor"):
        revise(stigma, person, text="x")
    with pytest.raises(NotAllowed, match="Ask an editor"):
        word_lists.go_back(stigma, to=1, by=person, on=1, reason="x")
    with pytest.raises(NotAllowed, match="Ask an editor"):
        word_lists.take_over(stigma, by=person, on=1)
    with pytest.raises(NotAllowed, match="Ask an editor"):
        word_lists.start_pack(
            by=person, title="X", explanation="x", text="", source="x", reason="x"
        )
    assert WordListVersion.objects.count() == len(shipped.LISTS)


def test_a_save_on_an_older_version_is_refused(stigma, editor, administrator):
    revise(stigma, administrator, text="sleepyhead")
    with pytest.raises(word_lists.StaleList, match="Alma Admin saved version 2") as stale:
        revise(stigma, editor, text="other", on=1)
    assert stale.value.current.text == "sleepyhead\n"
    assert stigma.versions.count() == 2


def test_a_save_without_a_change_makes_no_version(stigma, editor):
    with pytest.raises(NotAllowed, match="Nothing differs"):
        revise(stigma, editor)


@pytest.mark.parametrize("lost", ["source", "reason"])
def test_a_save_says_where_from_and_why(stigma, editor, lost):
    with pytest.raises(NotAllowed, match="where the list comes from, and why"):
        revise(stigma, editor, **{"text": "x", lost: " "})


def test_mistakes_are_refused_with_their_lines(stigma, editor):
    with pytest.raises(NotAllowed, match="Line 2: “.” cannot be used"):
        revise(stigma, editor, text="fine\nodd(")


def test_only_somebody_who_keeps_lists_owns_one(stigma, editor, author):
    with pytest.raises(NotAllowed, match="cannot own one"):
        revise(stigma, editor, owner=author)


def test_an_owner_who_left_is_no_owner(stigma, editor):
    assert not stigma.newest().has_owner
    assert word_lists.take_over(stigma, by=editor, on=1).has_owner
    editor.is_active = False
    editor.save()
    assert not stigma.newest().has_owner


def test_going_back_makes_a_new_version_and_keeps_the_owner(stigma, editor):
    revise(stigma, editor, text="sleepyhead", owner=editor)
    version = word_lists.go_back(stigma, to=1, by=editor, on=2, reason="Too strict.")
    assert (version.number, version.owner) == (3, editor)
    assert version.reason == "Back to version 1: Too strict."
    assert vocabulary.current().stigma == quality.DEFAULT.stigma
    with pytest.raises(NotAllowed, match="no version 9"):
        word_lists.go_back(stigma, to=9, by=editor, on=3, reason="x")


def test_a_list_that_a_rule_rests_on_is_never_empty(stigma, editor):
    with pytest.raises(NotAllowed, match="cannot be empty"):
        revise(stigma, editor, text="\n# nothing\n")
    plain = WordList.objects.get(key="plain_words")
    revise(plain, editor, text="")
    assert vocabulary.current().plain_words == {}


def test_an_editor_starts_a_topic_pack(editor):
    text = "Medicines: coumadin\n\nbleeding:\nbleed*|haemorrhage\n"
    pack = word_lists.start_pack(
        by=editor, title="Warfarin", explanation="x", text=text, source="Label", reason="New.",
        owner=editor,
    )  # fmt: skip
    assert (pack.key, pack.newest().number) == ("warfarin", 1)
    known = {each.name: each for each in vocabulary.current().packs}
    assert known["Warfarin"].medicines == {"warfarin"}
    assert (known["Warfarin"].owner, known["Warfarin"].version) == ("Edda Editor", 1)
    read = quality.read("Coumadin", "<p>Take it.</p>", evaluated_on=editor.date_joined.date())
    (issue,) = quality.check(read, vocabulary.current())["HQ-12"].issues
    assert issue.evidence == "Warfarin: bleeding"
    with pytest.raises(NotAllowed, match="Choose another"):
        word_lists.start_pack(
            by=editor, title="warfarin!", explanation="x", text=text, source="x", reason="x"
        )


def test_a_pack_is_switched_off_by_emptying_it(pack, editor):
    revise(pack, editor, text="")
    assert vocabulary.current().packs == ()
    word_lists.go_back(pack, to=1, by=editor, on=2, reason="Needed.")
    assert len(vocabulary.current().packs) == 1


def test_a_pack_names_medicines_that_are_known(pack, editor):
    text = pack.newest().text.replace("naltrexone", "naltrexon", 1)
    with pytest.raises(NotAllowed, match="“naltrexon” is not in the list"):
        revise(pack, editor, text=text)


def test_a_medicine_that_a_pack_needs_stays_in_the_list(editor):
    medicines = WordList.objects.get(key="medicines")
    text = medicines.newest().text.replace("naltrexone: vivitrol, revia\n", "")
    with pytest.raises(NotAllowed, match="“Opioid antagonist” needs “naltrexone”"):
        revise(medicines, editor, text=text)


def test_what_later_rules_call_wrong_is_left_out_and_told(stigma, editor, caplog):
    WordListVersion.objects.create(
        word_list=stigma, number=2, text="fine\nodd(\n", source="x", reason="x", made_by=editor,
        made_at=editor.date_joined,
    )  # fmt: skip
    assert vocabulary.current().stigma == ("fine",)
    assert "Line 2" in caplog.text
