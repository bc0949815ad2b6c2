"""Sentences that are marked as claims: where the mark may stand, and what is printed of it."""

import pytest

from articles.markup import claimed, clean, freeze, plain_text, without_claims

CLAIM = '<span data-claim="7">'


@pytest.mark.parametrize(
    ("written", "kept"),
    [
        (f"{CLAIM}<p>a</p><p>b</p></span>", f"<p>{CLAIM}a</span></p><p>b</p>"),
        (f"<p>{CLAIM}a</p><p>b</span></p>", f"<p>{CLAIM}a</span></p><p>b</p>"),
        (
            f"<p>{CLAIM}One.</span> Two. {CLAIM}One.</span></p>",
            f"<p>{CLAIM}One.</span> Two. One.</p>",
        ),
        (f"<p>{CLAIM}a<span data-claim='8'>b</span></span></p>", f"<p>{CLAIM}ab</span></p>"),
        (
            f"<p><b>a {CLAIM}b</b> c</span></p>",
            f"<p><strong>a {CLAIM}b</span></strong>{CLAIM} c</span></p>",
        ),
        (
            f"<p>{CLAIM}<span data-source='1'>a</span> b</span></p>",
            f'<p>{CLAIM}<span data-source="1">a</span> b</span></p>',
        ),
        (
            f"<ul><li>{CLAIM}a<ul><li>b</li></ul>c</span></li></ul>",
            f"<ul><li>{CLAIM}a</span><ul><li>b</li></ul>c</li></ul>",
        ),
        (f"<p>{CLAIM}a<hr>b</span></p>", f"<p>{CLAIM}a</span></p><hr>b"),
    ],
)
def test_a_claim_is_one_run_of_words_in_one_block(written, kept):
    assert clean(written) == kept
    assert clean(kept) == kept
    assert list(claimed(kept)) == [7]


def test_a_span_that_says_it_is_both_is_a_citation():
    both = "<p><span data-claim='7' data-source='1'>a</span></p>"
    assert clean(both) == '<p><span data-source="1">a</span></p>'


@pytest.mark.parametrize("key", ["0", "07", "10000", "-1", "1 2", "x", "١", ""])
def test_a_claim_mark_of_another_form_is_unwrapped(key):
    assert clean(f'<p><span data-claim="{key}">words</span></p>') == "<p>words</p>"


def test_the_words_of_each_claim_are_found_without_their_marks():
    html = (
        f'<p>Well. {CLAIM}It <strong>helps</strong><br>&amp; <span data-source="1">soon</span>.'
        '</span> x</p><p><span data-claim="2">No.</span></p>'
    )
    assert claimed(html) == {7: "It helps & soon.", 2: "No."}
    assert claimed("<p>nothing</p>") == {}


def test_a_claim_can_be_taken_out_and_its_words_stay():
    html = clean(
        f'<p>{CLAIM}It <span data-source="1">helps</span>.</span> <span data-claim="2">No.</span>'
        "<br>&lt;b&gt; &amp;</p>"
    )
    assert without_claims(html, {7}) == (
        '<p>It <span data-source="1">helps</span>. <span data-claim="2">No.</span>'
        "<br>&lt;b&gt; &amp;</p>"
    )
    assert without_claims(html, set()) == html


def printed(html, claims=(7,)):
    return freeze(html, numbers={1: 1}, pictures={}, claims=claims)


EVIDENCE = (
    '<sup class="citation"><a class="evidence" href="#evidence-7"'
    ' aria-label="Evidence for claim 1">Evidence</a></sup>'
)


def test_a_claim_is_printed_as_an_anchor_and_a_link_to_its_evidence():
    print_ = printed(f"<p>{CLAIM}It helps.</span> So.</p>")
    assert print_.body_html == (
        f'<p><span class="claim" id="claim-7">It helps.</span>{EVIDENCE} So.</p>'
    )
    assert print_.claims == (7,)
    assert plain_text(print_.body_html) == "It helps. So."


def test_a_claim_without_a_row_keeps_its_words_only():
    print_ = printed(f"<p>{CLAIM}It helps.</span></p>", claims=())
    assert (print_.body_html, print_.claims) == ("<p>It helps.</p>", ())


def test_a_claim_in_pieces_has_one_anchor_and_one_link():
    print_ = printed(f"<p><b>a {CLAIM}b</b> c</span></p>")
    assert print_.body_html.count('id="claim-7"') == 1
    assert print_.body_html.endswith(f"c</span>{EVIDENCE}</p>")
    assert print_.body_html.count("#evidence-7") == 1


def test_inside_a_link_the_evidence_comes_after_it():
    html = printed(f'<p><a href="/x/">{CLAIM}It helps</span> much</a>.</p>').body_html
    assert html.endswith(f"</span> much</a>{EVIDENCE}.</p>")


def test_headings_never_take_the_anchor_of_a_claim():
    html = "<h2>Evidence</h2><h2>Evidence</h2><h2>Claim 7</h2><h2>What the evidence says</h2>"
    anchors = [heading.anchor for heading in printed(html).headings]
    assert anchors == [
        "evidence",
        "section-evidence",
        "section-claim-7",
        "what-the-evidence-says-2",
    ]
