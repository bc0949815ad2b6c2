import random
import time

import pytest

from articles import markup, passages
from articles.passages import CLOSE, CONTEXTUAL, EXACT, Passage, Reading, find

BODY = (
    "<h2>Why sleep matters</h2>"
    "<p>Sleep lets your <strong>body</strong> rest. Adults need seven hours &amp; more.</p>"
    "<ul><li>Go to bed early</li><li><p>Keep the room dark</p><ul><li>Use a blind</li></ul></li></ul>"
    "<table><tbody><tr><td>Age</td><td>Hours</td></tr><tr><td>Adult</td><td>7</td></tr></tbody></table>"
    "<p>Ask a doctor if you cannot sleep for a month.</p>"
)


@pytest.fixture
def reading():
    return Reading("Sleep well", "How to sleep.", BODY)


def changed(old, new, body=BODY):
    assert old in body
    return Reading("Sleep well", "How to sleep.", body.replace(old, new))


def chosen(reading, words):
    return reading.passage_of_words(words)


# --- blocks


def test_a_text_is_its_title_its_summary_and_the_lines_of_its_plain_text(reading):
    lines = [block.text for block in reading.blocks]
    assert lines == ["Sleep well", "How to sleep.", *markup.plain_text(BODY).splitlines()]
    assert "Adult 7" in lines and "Use a blind" in lines


def test_printed_citation_numbers_are_no_words_but_are_remembered():
    html = (
        '<p>Sleep<sup class="citation"><a href="#source-2" aria-label="Source 2">[2]</a></sup> '
        "helps.</p><p>So does rest.</p>"
    )
    first, second = passages.blocks_of(html)
    assert (first.text, first.cites, second.cites) == ("Sleep helps.", (2,), ())
    assert passages.citing([first, second]) == {2: [first]}


def test_something_is_woven_behind_the_words_of_each_block():
    woven = passages.weave(BODY, lambda block: f"[{block.number}]", first=2)
    assert "<h2>Why sleep matters</h2>[2]<p>" in woven
    assert "hours &amp; more.[3]</p>" in woven
    assert (
        "<li>Go to bed early[4]</li><li><p>Keep the room dark[5]</p><ul><li>Use a blind[6]" in woven
    )
    assert "<td>Hours[7]</td></tr>" in woven
    assert woven.endswith("a month.[9]</p>")


def test_without_anything_woven_the_html_is_as_it_was(seed_bodies):
    for body in seed_bodies:
        assert passages.weave(body, lambda block: "") == body


def test_the_blocks_are_the_lines_of_the_plain_text_for_real_and_for_odd_texts(seed_bodies):
    for body in seed_bodies:
        assert [b.text for b in passages.blocks_of(body)] == markup.plain_text(body).splitlines()


@pytest.fixture(scope="module")
def seed_bodies():
    odd = [
        "", "words", "<p></p>", "<p>a<br>b</p>", "<ul><li>a<ul><li>b</li></ul>c</li></ul>",
        "<blockquote><p>a</p>b</blockquote>", "<p>a <em>b</em></p>\n<p> </p><p>c</p>",
        "<table><thead><tr><th>a</th></tr></thead></table>", "<h2>a</h2><h3></h3>",
        "<figure><img src=\"/media/x.png\" alt=\"\"><figcaption>a</figcaption></figure>",
        '<p><a href="/x?a=1&amp;b=2">a</a></p>', "<p>a &lt;b&gt; c&nbsp;d</p>",
    ]  # fmt: skip
    cleaned = [markup.clean(html) for html in [*odd, BODY]]
    printed = [markup.freeze(html, numbers={}, pictures={}).body_html for html in cleaned]
    return [*cleaned, *printed]


# --- choosing


def test_a_block_is_chosen_with_the_words_around_it(reading):
    passage = reading.passage_of_block(5)
    assert passage.quote == "Keep the room dark"
    assert passage.before.endswith("Go to bed early ") and passage.after.startswith(" Use a blind")
    assert reading.text[passage.place :].startswith(passage.quote)


@pytest.mark.parametrize("number", [-1, 99, 10**9])
def test_there_is_no_block_of_a_strange_number(reading, number):
    assert reading.passage_of_block(number) is None


def test_an_empty_summary_is_no_passage_and_the_numbers_stay():
    reading = Reading("Title", "", "<p>Words</p>")
    assert reading.passage_of_block(1) is None
    assert reading.passage_of_block(2).quote == "Words"
    assert find(reading.passage_of_block(2), reading).block == 2


def test_selected_words_are_taken_where_they_stand_nearest():
    reading = Reading("T", "S", "<p>Take one a day.</p><p>Never two.</p><p>Take one a day.</p>")
    assert reading.passage_of_words("Take  one\na day", near=4).place > 20
    assert reading.passage_of_words("Take one a day", near=2).place < 20
    assert reading.passage_of_words("Take three") is None
    assert reading.passage_of_words(" ") is None


def test_words_may_be_selected_across_blocks(reading):
    passage = reading.passage_of_words("Go to bed early\nKeep the room")
    assert find(passage, reading).how == EXACT


def test_half_a_word_is_not_a_passage_of_another_word(reading):
    assert reading.passage_of_words("odd") is None


def test_a_long_block_is_cut_at_a_word():
    reading = Reading("T", "S", f"<p>{'many words ' * 400}</p>")
    quote = reading.passage_of_block(2).quote
    assert 900 < len(quote) <= passages.LONGEST_QUOTE and quote.endswith(("many", "words"))


# --- finding again


def test_a_passage_is_found_where_its_words_stand(reading):
    later = changed("<h2>Why", "<p>Something new before it all.</p><h2>Why")
    found = find(chosen(reading, "Adults need seven hours"), later)
    assert (found.how, found.words, found.block) == (EXACT, "Adults need seven hours", 4)


def test_of_several_places_the_one_with_the_same_surroundings_is_taken():
    body = "<p>Adults: take one tablet.</p><p>Children: take one tablet.</p>"
    before = Reading("T", "S", body)
    passage = before.passage_of_words("take one tablet", near=3)
    after = Reading("T", "S", "<p>Take care: take one tablet.</p>" + body)
    found = find(passage, after)
    assert after.blocks[found.block].text == "Children: take one tablet."


def test_words_that_changed_are_found_between_what_stayed(reading):
    later = changed("seven hours", "eight to nine hours")
    found = find(chosen(reading, "need seven hours"), later)
    assert (found.how, found.words) == (CONTEXTUAL, "need eight to nine hours")


def test_a_short_quote_is_not_found_in_some_other_place():
    before = Reading("T", "S", "<p>The usual dose for adults is 50 mg once a day.</p>")
    passage = before.passage_of_words("50 mg")
    after = Reading("T", "S", "<p>We asked many people.</p><p>One tablet weighs 50 mg in all.</p>")
    assert find(passage, after) is None


def test_a_rewritten_paragraph_that_moved_is_found_by_its_words(reading):
    body = BODY.replace("<p>Ask a doctor if you cannot sleep for a month.</p>", "")
    later = Reading(
        "Sleep", "New.", "<p>Please ask a doctor when you cannot sleep for a month.</p>" + body
    )
    found = find(chosen(reading, "Ask a doctor if you cannot sleep for a month."), later)
    assert found.how == CLOSE
    assert later.blocks[found.block].text.startswith("Please ask")


def test_a_passage_that_was_taken_out_is_no_longer_there(reading):
    later = changed("<p>Ask a doctor if you cannot sleep for a month.</p>", "")
    assert find(chosen(reading, "Ask a doctor if you cannot sleep for a month."), later) is None


def test_the_whole_text_is_nowhere_in_particular(reading):
    assert find(Passage(""), reading) is None


def test_a_manuscript_and_its_print_give_the_same_passages():
    numbers = {1: 1}
    body = '<p>Sleep <span data-source="1">helps</span> many &amp; all.</p><h2>Then</h2><p>x</p>'
    printed = markup.freeze(body, numbers=numbers, pictures={}).body_html
    one, other = Reading("T", "S", body), Reading("T", "S", printed)
    assert one.text == other.text
    assert find(one.passage_of_block(2), other).how == EXACT


def test_a_passage_survives_many_edits_elsewhere():
    rng = random.Random(7)
    words = [f"word{n}" for n in range(400)]
    lines = [" ".join(rng.choices(words, k=12)) for _ in range(60)]
    reading = Reading("T", "S", "".join(f"<p>{line}</p>" for line in lines))
    passage = reading.passage_of_block(30)
    for _ in range(200):
        place = rng.randrange(len(lines))
        if lines[place] == passage.quote:
            continue
        match rng.randrange(3):
            case 0:
                lines[place] = " ".join(rng.choices(words, k=12))
            case 1:
                lines.insert(place, " ".join(rng.choices(words, k=8)))
            case _:
                del lines[place]
        later = Reading("T", "S", "".join(f"<p>{line}</p>" for line in lines))
        found = find(passage, later)
        assert (found.how, found.words) == (EXACT, passage.quote)


@pytest.mark.parametrize(
    "body",
    ["a " * 120_000, "a" * 250_000, "<p>one two three</p>" * 12_000, "x y " * 60_000],
    ids=["letters", "one word", "paragraphs", "pairs"],
)
@pytest.mark.parametrize(
    "quote", ["a " * 499 + "a", "a" * 1000, "one two three " * 70, "y x " * 240, "not there at all"]
)
def test_no_text_makes_the_search_long(body, quote):
    reading = Reading("T", "S", body)
    began = time.perf_counter()
    find(Passage(quote.strip(), "b" * 80, "c" * 80, 100), reading)
    find(Passage(quote.strip(), quote[:80], quote[:80], 100), reading)
    reading.passage_of_words(quote)
    assert time.perf_counter() - began < 3


def test_odd_letters_do_not_shift_the_place():
    reading = Reading("İstanbul ß ﬁnd", "S", "<p>İ ß ﬁ One two three four five six.</p>")
    passage = Passage("One two four five six seven", place=0)
    assert find(passage, reading).words.startswith("One two")
