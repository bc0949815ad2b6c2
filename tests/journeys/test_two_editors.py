"""Two people, two browsers, two connections, one article."""

import threading

import pytest
from django.db import connection
from django.test import Client

from articles.models import Article
from tests.forms import form_of
from tests.journeys.conftest import ADMIN

pytestmark = pytest.mark.django_db(transaction=True)


def test_of_two_editors_at_once_one_saves_and_the_other_gets_both_texts(draft, author, editor):
    address = f"{ADMIN}{draft.pk}/change/"
    browsers, forms, answers = {}, {}, {}
    for person in (author, editor):
        browsers[person] = Client()
        browsers[person].force_login(person)
        forms[person] = form_of(browsers[person].get(address))
    start = threading.Barrier(2)

    def save(person):
        try:
            start.wait()
            typed = {**forms[person], "summary": f"A summary that {person} wrote at this moment."}
            answers[person] = browsers[person].post(address, typed)
        finally:
            connection.close()

    threads = [threading.Thread(target=save, args=[person]) for person in browsers]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    statuses = sorted(answer.status_code for answer in answers.values())
    assert statuses == [200, 302]
    (winner,) = [person for person, answer in answers.items() if answer.status_code == 302]
    (loser,) = [person for person, answer in answers.items() if answer.status_code == 200]
    assert Article.objects.get().summary == f"A summary that {winner} wrote at this moment."
    page = answers[loser].content.decode()
    assert f"A summary that {loser} wrote" in page  # in the form, nothing typed is lost
    assert "What differs from the text that was saved meanwhile" in page
    assert f"{winner}" in page
