from articles.quality import parse


def kinds(html):
    return [(block.kind, block.text) for block in parse(html).blocks]


def test_a_body_is_read_into_its_blocks():
    html = (
        "<h2>Rest</h2><p>One &amp; <em>two</em>.</p><ul><li>A<ul><li>B</li></ul></li></ul>"
        "<table><tr><th>C</th><td>D</td></tr></table>"
        "<figure><img src='/media/a.png'><figcaption>E</figcaption></figure>"
        "<blockquote><p>F<br>G</p></blockquote>"
    )
    assert kinds(html) == [
        ("heading", "Rest"),
        ("paragraph", "One & two."),
        ("item", "A"),
        ("item", "B"),
        ("cell", "C"),
        ("cell", "D"),
        ("caption", "E"),
        ("paragraph", "F G"),
    ]


def test_lists_links_tables_and_pictures_are_counted():
    body = parse(
        "<ul><li>A<ol><li>B</li></ol></li><li>C</li></ul><table></table>"
        '<p><a href="/x?a=1&amp;b=2">x</a> <img src="/media/a.png" alt="A &amp; B"></p>'
    )
    assert [(found.items, found.has_sublist) for found in body.lists] == [(1, False), (2, True)]
    assert body.links == ("/x?a=1&b=2",)
    assert body.tables == 1
    assert [picture.alt for picture in body.pictures] == ["A & B"]


def test_sentences_know_their_places_and_sources():
    block = parse(
        '<h2>Rest</h2><p>One <span data-source="1 2">two</span>. Three.[4] Four.</p>'
    ).blocks[1]
    assert [(s.text, s.cites) for s in block.sentences] == [
        ("One two.", (1, 2)),
        ("Three.", (4,)),
        ("Four.", ()),
    ]
    assert str(block.sentences[2].place) == "body, “Rest”, block 2, sentence 3"


def test_an_item_knows_what_introduces_its_list():
    blocks = parse("<p>Never do this:</p><ul><li>A</li><li>B</li></ul>").blocks
    assert [block.lead for block in blocks] == [0, 1, 1]


def test_broken_html_loses_no_words():
    assert kinds("</li></ul><h2>A<p>B<ul><li>C") == [
        ("heading", "A"),
        ("paragraph", "B"),
        ("item", "C"),
    ]


def test_rules_match_words_without_their_invisible_signs():
    body = parse("<p>Su\u200bicide.[\u200b1] Doctor\u2011shop.</p>")
    first, second = body.blocks[0].sentences
    assert (first.plain, first.cites) == ("Suicide.", (1,))
    assert first.text == "Su\u200bicide.[\u200b1]"  # the evidence stays as it is written
    assert (second.text, second.plain, second.unquoted) == (
        "Doctor\u2011shop.",
        *["Doctor-shop."] * 2,
    )


def test_an_invisible_sign_makes_no_question_of_an_answer():
    said = parse("<p>I slept.\u200b Did you?\u200b</p>").blocks[0].sentences
    assert [sentence.is_question for sentence in said] == [False, True]
