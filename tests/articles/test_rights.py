"""What the record keeps of people, and how it is found."""

import pytest
from django.db import connection

from articles import rights

pytestmark = pytest.mark.django_db


def test_a_name_in_print_is_found_by_its_index(published, author):
    with connection.cursor() as cursor:
        cursor.execute("SET LOCAL enable_seqscan = off; SET LOCAL enable_indexscan = off")
    assert "revision_byline" in rights._bylines(author.pk).explain()


def test_who_wrote_or_signed_is_named_in_print_and_nobody_else(
    published, author, reviewer, editor, reader
):
    named = [p for p in (author, reviewer, editor, reader) if rights.is_named_in_print(p)]
    assert named == [author, reviewer]


def test_each_section_has_a_name_of_its_own_and_fields_that_exist(author):
    names = [held.name for held in rights.HELD]
    assert len(set(names)) == len(names)
    for _, rows in rights.held_about(author):
        list(rows)
