"""Filling a source from its DOI or PMID, with services on this machine that answer well or badly."""

import json
import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from articles import lookup, workflow
from articles.citations import records
from articles.errors import NotAllowed, StaleArticle
from articles.lookup import LookUpFailed
from tests.articles.stub_servers import drip, endless, said, stub

pytestmark = pytest.mark.django_db
WORK = {
    "message": {
        "DOI": "10.1056/nejmsb020632",
        "type": "journal-article",
        "title": ["Solid-organ <i>transplantation</i> in HIV &amp; infected\npatients"],
        "author": [
            {"given": "Scott D.", "family": "Halpern"},
            {"given": "Jean-Pierre", "family": "Ubel", "suffix": "Jr"},
            {"name": "A Society"},
            "nonsense", {"given": 7}, {},
        ],
        "short-container-title": ["N Engl J Med"],
        "container-title": ["New England Journal of Medicine"],
        "issued": {"date-parts": [[2002, 7, 25]]},
        "volume": "347", "issue": "4", "page": "284-287",
    }
}  # fmt: skip
SUMMARY = {
    "result": {
        "uids": ["12140307"],
        "12140307": {
            "title": "Solid-organ transplantation in HIV-infected patients.",
            "authors": [{"name": "Halpern SD"}, {"name": "Ubel PA"}],
            "source": "N Engl J Med", "pubdate": "2002 Jul 25", "volume": "347", "issue": "4",
            "pages": "284-7",
            "articleids": [
                {"idtype": "doi", "value": "10.1056/NEJMsb020632"},
                {"idtype": "pmc", "value": "PMC5"}, {"idtype": "pii", "value": "x"},
            ],
        },
    }
}  # fmt: skip


def json_of(value):
    return said(200, json.dumps(value).encode(), Content_Type="application/json")


@pytest.fixture
def server(settings):
    with stub() as running:
        settings.LOOKUP_DOI_URL = running.url + "/works/{doi}"
        settings.LOOKUP_PMID_URL = running.url + "/summary?id={pmid}"
        running.answers |= {
            "/works/10.1056%2Fnejmsb020632": json_of(WORK),
            "/summary?id=12140307": json_of(SUMMARY),
        }
        yield running


DOI, PMID = ("doi", "10.1056/nejmsb020632"), ("pmid", "12140307")


# -- reading records --------------------------------------------------------------------------------


def test_a_record_of_a_doi_becomes_the_fields_of_a_source():
    assert records.from_doi_record(WORK) == {
        "kind": "journal",
        "title": "Solid-organ transplantation in HIV & infected patients",
        "authors": "Halpern SD, Ubel JP Jr, A Society",
        "container": "N Engl J Med",
        "date": "2002 Jul 25",
        "volume": "347",
        "issue": "4",
        "pages": "284-287",
    }


def test_a_record_of_a_pmid_brings_its_other_identifiers():
    fields = records.from_pmid_record(SUMMARY, "12140307")
    assert fields["title"] == "Solid-organ transplantation in HIV-infected patients"
    assert fields["authors"] == "Halpern SD, Ubel PA" and fields["pages"] == "284-7"
    assert (fields["doi"], fields["pmcid"]) == ("10.1056/nejmsb020632", "PMC5")


def test_a_book_brings_its_publisher_and_isbn():
    book = {"type": "book", "title": ["B"], "publisher": "Mosby", "ISBN": ["978-0306406157"]}
    fields = records.from_doi_record({"message": book | {"container-title": ["Series"]}})
    assert fields == {"kind": "book", "title": "B", "publisher": "Mosby", "isbn": "9780306406157"}


def test_many_authors_are_cut_as_they_are_printed():
    authors = [{"family": f"Name{n}", "given": "A"} for n in range(500)]
    fields = records.from_doi_record({"message": {"title": ["T"], "author": authors}})
    assert fields["authors"].count(",") == 6 and fields["authors"].endswith(", et al")


@pytest.mark.parametrize(
    ("parts", "written"),
    [
        ([[2002]], "2002"), ([[2002, 7]], "2002 Jul"), ([[2002, 13, 1]], "2002"), ([[None]], ""),
        ([], ""), ([[]], ""), ("2002", ""), ([["2002"]], ""), ([[2002, 7, 99]], "2002 Jul"),
        ([[True]], ""), ([[10**30]], ""),
    ],
)  # fmt: skip
def test_a_date_is_written_as_far_as_it_is_known(parts, written):
    record = {"message": {"title": ["T"], "issued": {"date-parts": parts}}}
    assert records.from_doi_record(record).get("date", "") == written


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=10),
    lambda inner: (
        st.lists(inner, max_size=4)
        | st.dictionaries(
            st.sampled_from([*WORK["message"], "message", "result", "7", "given"]), inner
        )
    ),
    max_leaves=20,
)


@given(JSON)
def test_any_answer_is_a_record_or_refused(answer):
    for read in (records.from_doi_record, lambda a: records.from_pmid_record(a, "7")):
        for shape in (answer, {"message": answer}, {"result": {"7": answer}}):
            try:
                fields = read(shape)
            except records.UnreadableRecord:
                continue
            assert fields["title"] and all(isinstance(v, str) and v for v in fields.values())


# -- asking -----------------------------------------------------------------------------------------


def test_it_is_off_unless_an_operator_has_named_a_service():
    assert not lookup.is_on()
    for asked in (DOI, PMID):
        with pytest.raises(LookUpFailed, match="no look-up"):
            lookup.find(*asked)


def test_a_service_is_asked_for_what_is_written_in_its_place(server):
    assert lookup.find(*DOI)["volume"] == "347"
    assert lookup.find(*PMID)["volume"] == "347"
    assert server.lines == ["GET /works/10.1056%2Fnejmsb020632", "GET /summary?id=12140307"]
    assert server.header("accept") == "application/json"


def test_an_identifier_cannot_leave_its_place(server):
    with pytest.raises(LookUpFailed):
        lookup.find("doi", "10.1002/../../x?y#z@h")
    assert server.lines == ["GET /works/10.1002%2F..%2F..%2Fx%3Fy%23z%40h"]


def test_what_the_service_does_not_know_is_said(server):
    with pytest.raises(LookUpFailed, match="knows no DOI"):
        lookup.find("doi", "10.1000/unknown")


@pytest.mark.parametrize(
    "answer",
    [
        said(200, b""), said(200, b"<html>"), said(200, b"{}"), said(200, b"[]"), said(200, b"null"),
        said(200, b'{"message": {"title": []}}'), said(200, b'{"message": 7}'), said(200, b"\xff"),
        said(200, b"[" * 100_000), said(500, b"{}"), said(429), said(302), b"", drip, endless,
        said(200, b'"' + b"x" * 2_000_000 + b'"'), said(301, Location="http://127.0.0.1:1/"),
        said(200, b'{"message": {"title": ["\\u0000"]}}'), lambda connection: time.sleep(1.5),
    ],
)  # fmt: skip
def test_an_answer_that_is_none_changes_nothing_and_says_what_to_do(server, answer, monkeypatch):
    monkeypatch.setattr(lookup, "SECONDS", 1.0)
    server.answers["/works/10.1056%2Fnejmsb020632"] = answer
    with pytest.raises(LookUpFailed, match="by hand"):
        lookup.find(*DOI)


def test_a_service_that_is_away_is_said_to_be(settings):
    settings.LOOKUP_DOI_URL = "http://localhost:9/{doi}"
    with pytest.raises(LookUpFailed, match="did not work: It took no connection. Nothing"):
        lookup.find(*DOI)


# -- filling ----------------------------------------------------------------------------------------


@pytest.fixture
def article(make_draft):
    return make_draft(
        references=[
            {"number": 1, "title": "My own title", "doi": DOI[1], "volume": "347", "issue": "5"},
            {"number": 2, "title": "Another", "url": "https://a.example/"},
        ]
    )


def filled(article, found, by, asked=DOI, pk="first"):
    pk = article.references.get(number=1).pk if pk == "first" else pk
    return lookup.fill(article, found, by=by, version=article.version, asked=asked, pk=pk)


def test_what_is_missing_is_filled_and_what_was_written_stays(article, author):
    done = filled(article, records.from_doi_record(WORK), author)
    reference = article.references.get(number=1)
    assert (reference.title, reference.issue) == ("My own title", "5")
    assert (reference.container, reference.kind) == ("N Engl J Med", "journal")
    assert set(done.fields) == {"kind", "authors", "container", "date", "pages"}
    assert set(done.kept) == {"title", "issue"}
    assert lookup.standing(reference).startswith("Found in a look-up on ")
    article.refresh_from_db()
    assert article.version == 2 and article.events.first().verb == "edited"


def test_a_source_is_added_by_its_identifier_alone(article, author):
    filled(article, records.from_pmid_record(SUMMARY, PMID[1]), author, asked=PMID, pk=None)
    # it is the article that source 1 names by its DOI already
    reference = article.references.get(number=1)
    assert reference.pmid == PMID[1] and article.references.count() == 2
    assert reference.is_looked_up


def test_an_identifier_that_changes_counts_as_not_looked_up(article, author):
    reference = filled(article, records.from_doi_record(WORK), author).reference
    reference.doi = "10.1000/other"
    assert lookup.standing(reference) == "Format valid, not looked up"


def test_what_is_known_of_an_identifier_is_said(article):
    first, second = article.references.order_by("number")
    assert lookup.standing(first) == lookup.standing(second) == "Format valid, not looked up"
    second.url = ""
    assert lookup.standing(second) == ""
    first.doi = "wrong"
    assert "not a DOI" in lookup.standing(first)


def test_a_complete_source_is_marked_without_a_new_version(article, author):
    found = records.from_doi_record(WORK)
    filled(article, found, author)
    article.refresh_from_db()
    again = filled(article, found, author)
    article.refresh_from_db()
    assert again.fields == [] and again.event is None and article.version == 2


def test_only_who_may_write_now_may_fill(make_draft, stranger, author):
    article, found = make_draft(), records.from_doi_record(WORK)
    fill = dict(asked=DOI, pk=None)
    with pytest.raises(NotAllowed):
        lookup.fill(article, found, by=stranger, version=1, **fill)
    with pytest.raises(StaleArticle):
        lookup.fill(article, found, by=author, version=7, **fill)
    workflow.submit(article, by=author)
    with pytest.raises(NotAllowed):
        lookup.fill(article, found, by=author, version=article.version, **fill)
    assert article.references.count() == 2


def test_a_source_that_changed_meanwhile_is_not_filled(article, author):
    article.references.filter(number=1).update(doi="10.1000/other")
    with pytest.raises(LookUpFailed, match="changed meanwhile"):
        filled(article, records.from_doi_record(WORK), author)


def test_what_is_too_long_for_its_field_is_left_out(article, author):
    found = records.from_doi_record(WORK) | {"pages": "1" * 50}
    assert "pages" not in filled(article, found, author).fields
