"""Identifiers, links and the printed form of sources."""

from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from articles import citations
from articles.citations import (
    CitationError,
    identities,
    links,
    nlm,
    normal_doi,
    normal_isbn,
    normal_pmcid,
    normal_pmid,
    normal_url,
    normalise,
    shared,
)

# -- identifiers -----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("given_", "normal"),
    [
        ("10.1056/NEJMoa1714855", "10.1056/nejmoa1714855"),
        (" https://doi.org/10.1056/NEJMoa1714855. ", "10.1056/nejmoa1714855"),
        ("http://dx.doi.org/10.1000/a_b(c);d,", "10.1000/a_b(c);d"),
        ("doi: 10.1000/123", "10.1000/123"),
        ("DOI:10.1000/123;", "10.1000/123"),
        ("doi:https://doi.org/10.1000/123", "10.1000/123"),
        ("10.1000/123 .;,", "10.1000/123"),
        (
            "10.1002/(SICI)1097-0258<1661::É>3.0.CO;2-2",
            "10.1002/(sici)1097-0258<1661::é>3.0.co;2-2",
        ),
        (
            "https://doi.org/10.1002/(SICI)1097-0258(19980815)17:15%3C1661::AID-SIM968%3E3.0.CO;2-2",
            "10.1002/(sici)1097-0258(19980815)17:15<1661::aid-sim968>3.0.co;2-2",
        ),
    ],
)
def test_a_doi_is_stored_bare_and_in_lower_case(given_, normal):
    assert normal_doi(given_) == normal


@pytest.mark.parametrize(
    "text", ["10.1/x", "11.1000/x", "10.1000/", "10.1000/a b", "10.1000/a<b", "12345", "10.1000/é",
     "10.1002/a b", "10.1002/a\u200b", "10.1002/\x07", "10.1002/", "10.12345678901/x"]
)  # fmt: skip
def test_what_is_no_doi_is_refused_with_an_example(text):
    with pytest.raises(citations.InvalidDOI, match="such as 10.1056"):
        normal_doi(text)


@pytest.mark.parametrize(
    ("given_", "normal"),
    [
        ("12140307", "12140307"),
        ("PMID: 1", "1"),
        ("https://pubmed.ncbi.nlm.nih.gov/12140307/", "12140307"),
    ],
)
def test_a_pmid_is_its_digits(given_, normal):
    assert normal_pmid(given_) == normal


@pytest.mark.parametrize("text", ["0", "012", "123456789", "PMC123", "12a", "١٢٣", "-1", "1\n2"])
def test_what_is_no_pmid_is_refused(text):
    with pytest.raises(citations.InvalidPMID, match="at most 8 digits"):
        normal_pmid(text)


@pytest.mark.parametrize(
    ("given_", "normal"),
    [
        ("pmc3531190", "PMC3531190"),
        ("PMCID: PMC3531190.1", "PMC3531190.1"),
        ("https://pmc.ncbi.nlm.nih.gov/articles/PMC3531190/", "PMC3531190"),
    ],
)
def test_a_pmcid_is_in_upper_case(given_, normal):
    assert normal_pmcid(given_) == normal


@pytest.mark.parametrize("text", ["3531190", "PMC0", "PMC123456789", "PMC1.", "PMCx"])
def test_what_is_no_pmcid_is_refused(text):
    with pytest.raises(citations.InvalidPMCID, match="begins with PMC"):
        normal_pmcid(text)


@pytest.mark.parametrize(
    ("given_", "normal"),
    [
        ("0-306-40615-2", "9780306406157"),
        ("ISBN 978-0-306-40615-7", "9780306406157"),
        ("ISBN-13: 978 0 306 40615 7", "9780306406157"),
        ("043942089x", "9780439420891"),
        ("979-10-90636-07-1", "9791090636071"),
    ],
)
def test_an_isbn_is_stored_as_its_13_digits(given_, normal):
    assert normal_isbn(given_) == normal


@pytest.mark.parametrize(
    "text", ["0306406153", "9780306406158", "9771234567898", "97803064061", "X306406152", "١" * 13]
)
def test_an_isbn_whose_check_digit_is_wrong_is_refused(text):
    with pytest.raises(citations.InvalidISBN, match="checks the others"):
        normal_isbn(text)


def test_printed_music_is_no_book():
    with pytest.raises(citations.InvalidISBN, match="printed music"):
        normal_isbn("979-0-2600-0043-8")


@pytest.mark.parametrize(
    "url",
    [
        "https://medlineplus.gov/opioids.html?a=1#b",
        "http://www.cancer-pain.org/",
        "https://www.nhs.uk:443/x",
        "https://bücher.example.org/ä",
        "https://8.8.8.8/",
    ],
)
def test_a_public_address_stays_as_given(url):
    assert normal_url(f" {url} ") == url


@pytest.mark.parametrize(
    "url",
    [
        "ftp://x.org", "javascript:alert(1)", "x.org", "//x.org", "https://", "https://localhost/",
        "http://x/",
        "https://a@x.org/", "https://a:b@x.org/", "http://127.0.0.1/", "http://10.0.0.1/",
        "http://192.168.1.1",
        "http://169.254.169.254/latest", "http://127.1/", "http://0x7f.0.0.1", "http://0177.0.0.1/",
        "http://1.2.3",
        "http://[::1]/", "http://[2001:db8::1]/", "http://[x", "https://x.org:99999/",
        "https://x.org/a b",
        "https://x.org\\@y.org/", "https://x.org/\x00", "https://printer.local/", "http://db.internal/x",
        "http://a.localhost./", "https://x..org/", "http://①②⑦.⓪.⓪.①/", "http://x.ｌｏｃａｌ/",
        "http://224.0.0.1/", "http://[ff02::1]/", "http://[::ffff:8.8.8.8]/", "http://2130706433/",
        "http://0x7f000001/", "http://127%2e0%2e0%2e1/", "http://198.18.0.1/", "http://0.0.0.0/",
        "https://x.org/" + "a" * 2000, "https://x.org/\u202e",
    ],
)  # fmt: skip
def test_an_address_that_is_not_a_public_web_page_is_refused(url):
    with pytest.raises(citations.InvalidURL, match="begins with https://"):
        normal_url(url)


def test_nothing_stays_nothing_and_each_identifier_is_known_by_name():
    assert normalise("doi", "") == normalise("url", None) == ""
    assert normalise("pmid", " 7 ") == "7"


@settings(deadline=None)
@given(st.sampled_from(["doi", "pmid", "pmcid", "isbn", "url"]), st.text())
def test_any_text_is_normal_stays_normal_or_is_refused_with_a_sentence(name, text):
    try:
        normal = normalise(name, text)
        assert normalise(name, normal) == normal
    except CitationError as refusal:
        assert str(refusal).endswith(".")


# -- links -----------------------------------------------------------------------------------------


def test_every_identifier_links_to_its_place():
    reference = {
        "doi": "10.1002/A<B>#C",
        "pmid": "12140307",
        "pmcid": "pmc3531190",
        "url": "https://www.nejm.org/x",
    }
    assert links(reference) == [
        ("DOI", "https://doi.org/10.1002/a%3Cb%3E%23c"),
        ("PubMed", "https://pubmed.ncbi.nlm.nih.gov/12140307/"),
        ("PMC", "https://pmc.ncbi.nlm.nih.gov/articles/PMC3531190/"),
        ("nejm.org", "https://www.nejm.org/x"),
    ]


def test_missing_wrong_and_repeated_identifiers_give_no_link():
    assert links({}) == []
    assert links({"doi": None, "pmid": "x", "url": "javascript:alert(1)"}) == []
    assert len(links({"doi": "10.1000/1", "url": "https://doi.org/10.1000/1"})) == 1


# -- identity --------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("one", "other", "by"),
    [
        ({"doi": "10.1000/A"}, {"doi": "doi:10.1000/a."}, "doi"),
        ({"doi": "10.1000/a"}, {"url": "https://dx.doi.org/10.1000/A"}, "doi"),
        ({"pmid": "7"}, {"url": "https://pubmed.ncbi.nlm.nih.gov/7/"}, "pmid"),
        ({"pmcid": "PMC7.1"}, {"url": "https://pmc.ncbi.nlm.nih.gov/articles/PMC7/"}, "pmcid"),
        ({"isbn": "0306406152"}, {"isbn": "9780306406157"}, "isbn"),
        ({"url": "http://X.org"}, {"url": "http://x.org:80/"}, "url"),
        ({"url": "http://x.org/a"}, {"url": "http://x.org/b"}, ""),
        ({"url": "http://x.org/a"}, {"url": "https://x.org/a"}, ""),
        ({"doi": "10.1000/a", "pmid": "7"}, {"doi": "10.1000/b", "pmid": "7"}, ""),
        ({"doi": "10.1000/a", "pmid": "7"}, {"pmid": "7"}, "pmid"),
        ({"doi": "wrong"}, {"doi": "wrong"}, ""),
        ({}, {}, ""),
    ],
)
def test_two_sources_are_one_by_an_identifier_that_no_other_contradicts(one, other, by):
    assert shared(one, other) == shared(other, one) == by


def test_an_address_that_only_says_an_identifier_is_that():
    assert identities({"url": "https://doi.org/10.1000/A", "doi": ""}) == {"doi": "10.1000/a"}
    both = {"url": "https://doi.org/10.1000/B", "doi": "10.1000/a"}
    assert identities(both) == {"doi": "10.1000/a"}
    assert identities({"url": "https://doi.org/about"}) == {"url": "https://doi.org/about"}


# -- print -----------------------------------------------------------------------------------------


def test_a_journal_article_with_a_full_date():
    assert nlm(
        {
            "kind": "journal",
            "authors": "Halpern SD, Ubel PA, Caplan AL",
            "title": "Solid-organ transplantation in HIV-infected patients",
            "container": "N Engl J Med",
            "date": date(2002, 7, 25),
            "volume": "347",
            "issue": "4",
            "pages": "284-287",
        }
    ) == (
        "Halpern SD, Ubel PA, Caplan AL. Solid-organ transplantation in HIV-infected patients. "
        "N Engl J Med. 2002 Jul 25;347(4):284-7."
    )


def test_a_journal_article_with_more_than_six_authors():
    assert nlm(
        {
            "kind": "journal",
            "authors": [
                "Rose ME", "Huerbin MB", "Melick J", "Marion DW", "Palmer AM", "Schiding JK",
                "Kochanek PM", "Graham SH",
            ],
            "title": "Regulation of interstitial excitatory amino acid concentrations after "
            "cortical contusion injury.",
            "container": "Brain Res",
            "year": 2002,
            "volume": "935",
            "issue": "1-2",
            "pages": "40–46",
        }
    ) == (
        "Rose ME, Huerbin MB, Melick J, Marion DW, Palmer AM, Schiding JK, et al. Regulation of "
        "interstitial excitatory amino acid concentrations after cortical contusion injury. "
        "Brain Res. 2002;935(1-2):40-6."
    )  # fmt: skip


@pytest.mark.parametrize("edition", ["4", "4th", "4th ed.", "4th edition"])
def test_a_book(edition):
    assert nlm(
        {
            "kind": "book",
            "authors": "Murray PR; Rosenthal KS; Kobayashi GS; Pfaller MA.",
            "title": "Medical microbiology",
            "edition": edition,
            "place": "St. Louis",
            "publisher": "Mosby",
            "date": "2002",
        }
    ) == (
        "Murray PR, Rosenthal KS, Kobayashi GS, Pfaller MA. Medical microbiology. 4th ed. "
        "St. Louis: Mosby; 2002."
    )


def test_a_web_site():
    assert nlm(
        {
            "kind": "web",
            "title": "Cancer-Pain.org",
            "place": "New York",
            "publisher": "Association of Cancer Online Resources, Inc.",
            "date": "c2000-01",
            "updated": "2002-05-16",
            "accessed_on": date(2002, 7, 9),
            "url": "http://www.cancer-pain.org/",
        }
    ) == (
        "Cancer-Pain.org [Internet]. New York: Association of Cancer Online Resources, Inc.; "
        "c2000-01 [updated 2002 May 16; cited 2002 Jul 9]. "
        "Available from: http://www.cancer-pain.org/."
    )


def test_a_web_page_of_which_little_is_known():
    assert nlm(
        {
            "kind": "web",
            "title": "Opioids and Opioid Use Disorder (OUD)",
            "publisher": "MedlinePlus, National Library of Medicine",
            "url": "https://medlineplus.gov/opioids.html",
            "authors": "",
            "accessed_on": None,
        }
    ) == (
        "Opioids and Opioid Use Disorder (OUD) [Internet]. MedlinePlus, National Library of "
        "Medicine. Available from: https://medlineplus.gov/opioids.html."
    )


@pytest.mark.parametrize(
    ("pages", "shown"),
    [
        ("284-7", "284-7"),
        ("1105-1109", "1105-9"),
        ("99-101", "99-101"),
        ("e123-e125", "e123-5"),
        ("S9 – S12", "S9-12"),
        ("287-284", "287-284"),
        ("5", "5"),
        ("12-15, 20-21", "12-5, 20-1"),
        ("7-7", "7-7"),
    ],
)
def test_pages_are_shortened(pages, shown):
    assert nlm({"container": "BMJ", "year": "2002", "volume": "1", "pages": pages}) == (
        f"BMJ. 2002;1:{shown}."
    )


def test_names_already_cut_short_keep_their_et_al():
    assert nlm({"authors": "Rose ME, Huerbin MB, et al.", "title": "X"}) == (
        "Rose ME, Huerbin MB, et al. X."
    )
    assert nlm({"authors": "Rose ME et al", "title": "X"}) == "Rose ME, et al. X."


@pytest.mark.parametrize(
    ("facts", "line"),
    [
        (
            {"title": "No volume", "container": "HRSA Careaction", "date": "2002 Jun", "pages": "1-6"},
            "No volume. HRSA Careaction. 2002 Jun:1-6.",
        ),
        (
            {"title": "No date", "container": "BMJ", "volume": "3", "issue": "2", "pages": "10-19"},
            "No date. BMJ. 3(2):10-9.",
        ),
        ({"kind": "book", "title": "No place", "publisher": "Mosby", "date": "2002"},
         "No place. Mosby; 2002."),
        ({"kind": "book", "title": "Nothing else"}, "Nothing else."),
        (
            {"kind": "book", "authors": "Gilstrap LC 3rd, Cunningham FG, VanDorsten JP, editors",
             "title": "Operative obstetrics", "edition": "2", "place": "New York",
             "publisher": "McGraw-Hill", "date": "2002"},
            "Gilstrap LC 3rd, Cunningham FG, VanDorsten JP, editors. Operative obstetrics. 2nd ed. "
            "New York: McGraw-Hill; 2002.",
        ),
        ({"authors": "A B, C D, E F, G H, I J, K L", "title": "Six", "container": "BMJ"},
         "A B, C D, E F, G H, I J, K L. Six. BMJ."),
        ({"authors": "A B, C D, E F, G H, I J, K L, M N", "title": "Seven", "container": "BMJ"},
         "A B, C D, E F, G H, I J, K L, et al. Seven. BMJ."),
        ({"kind": "web", "title": "X", "url": "https://x.org/", "accessed_on": date(2026, 1, 5)},
         "X [Internet]. [cited 2026 Jan 5]. Available from: https://x.org/."),
    ],
)  # fmt: skip
def test_what_is_not_known_is_left_out_with_its_punctuation(facts, line):
    assert nlm(facts) == line


def test_a_question_keeps_its_mark():
    assert nlm({"title": "What is pain?", "container": "BMJ"}) == "What is pain? BMJ."


WORDS = st.sampled_from(["", "Alpha", "Beta gamma", "D. E."])
FIELDS = ("authors", "title", "container", "volume", "issue", "pages", "edition", "place",
          "publisher", "year", "updated", "accessed_on")  # fmt: skip
KINDS = ("journal", "guideline", "label", "government", "systematic-review", "book", "web", "")


@settings(deadline=None)
@given(
    st.fixed_dictionaries({name: WORDS for name in FIELDS}),
    st.sampled_from(KINDS),
    st.sampled_from(["", "https://x.org/a"]),
)
def test_missing_parts_leave_no_stray_punctuation(fields, kind, url):
    line = nlm({**fields, "kind": kind, "url": url})
    for stray in ("..", " .", " ,", " ;", ";;", "()", "[]", "::", "; .", ": .", ",.", ";.", "  "):
        assert stray not in line
    assert line == line.strip()
    assert not line or (line[0].isalnum() or line[0] in "[(") and line[-1] in ".?!"


@settings(deadline=None)
@given(st.dictionaries(st.sampled_from([*FIELDS, "url", "kind", "date"]), st.text()))
def test_the_formatter_never_fails(fields):
    assert isinstance(nlm(fields), str)
