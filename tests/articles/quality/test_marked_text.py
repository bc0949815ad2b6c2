from articles import quality
from articles.quality import DEFAULT, Place

from .articles import good

LONG = "Word " * 21


def marked(body):
    document = good(body)
    report = quality.check(document)
    return quality.marked(document, report, quality.suggestions(document, DEFAULT))


def told(block_or_sentence):
    return [(remark.severity, remark.words) for remark in block_or_sentence.remarks]


def test_every_sentence_has_an_anchor_that_its_place_leads_to():
    heading, paragraph = marked("<h2>Rest</h2><p>Beds are soft. I slept.</p>")
    assert (heading.anchor, heading.kind, heading.text) == ("b1", "heading", "Rest")
    assert [s.anchor for s in paragraph.sentences] == ["s2-1", "s2-2"]
    assert quality.anchor(Place("body", "Rest", 2, 2)) == "s2-2"
    assert quality.anchor(Place("body", "Rest", 2)) == "b2"
    assert quality.anchor(Place("summary")) == quality.anchor(Place("body")) == ""


def test_a_sentence_says_what_was_found_in_it():
    (paragraph,) = marked("<p>Beds are soft. I slept.</p>")
    soft, slept = paragraph.sentences
    assert (soft.mark, told(soft)) == ("", [])
    assert (slept.mark, told(slept)) == ("block", [("block", "First person")])


def test_what_is_long_is_marked_but_is_no_fault():
    (paragraph,) = marked(f"<p>{LONG}. One. Two. Three.</p>")
    assert told(paragraph) == [("long", "4 sentences")] and paragraph.mark == "long"
    assert told(paragraph.sentences[0]) == [("long", "21 words")]


def test_plainer_words_stand_beside_the_hard_ones():
    (paragraph,) = marked("<p>Take the medication prior to sleep [1].</p>")
    (sentence,) = paragraph.sentences
    assert [(piece.text, piece.instead) for piece in sentence.pieces] == [
        ("Take the ", ""),
        ("medication", "medicine"),
        (" ", ""),
        ("prior to", "before"),
        (" sleep.", ""),
    ]
    assert sentence.cites == (1,)


def test_items_that_follow_one_another_are_one_list():
    blocks = marked("<p>Do:</p><ul><li>This</li><li>That</li></ul><p>Then rest.</p>")
    assert [(b.starts_list, b.ends_list) for b in blocks] == [
        (False, False), (True, False), (False, True), (False, False),
    ]  # fmt: skip


def test_a_picture_at_the_end_and_a_long_section_have_their_place_too():
    blocks = marked("<p>Beds are soft.</p><p><img src='/media/x.png'></p>")
    assert told(blocks[-1]) == [("warn", "Say what the picture shows")]
    blocks = marked(f"<h2>Rest</h2>{'<p>Beds are so soft.</p>' * 80}")
    assert told(blocks[0]) == [("warn", "Headings")]


def test_an_empty_text_has_nothing_to_mark():
    assert marked("") == marked("<img src='/media/x.png'>") == []
