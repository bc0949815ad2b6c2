"""Print as lines to compare, and print as a manuscript to write on."""

import pytest

from articles.markup import clean, freeze, from_print, plain_text, readable


def test_each_block_is_a_line_that_says_what_it_is():
    html = (
        '<h2 id="a">Uses &amp; more</h2><p>One<br>two</p><ul><li><p>First</p></li><li>Second'
        "<ol><li>Below</li></ol></li></ul><table><tbody><tr><td>1</td><td><p>2</p></td></tr></tbody>"
        "</table><figure><figcaption>A bed</figcaption></figure><hr><h4>End</h4>"
    )
    assert readable(html).splitlines() == [
        "Heading: Uses & more",
        "One",
        "two",
        "• First",
        "• Second",
        "– • Below",
        "| 1 | 2",
        "Caption: A bed",
        "————",
        "Lower subheading: End",
    ]


NUMBERS = {1: 1, 3: 2}


@pytest.mark.parametrize(
    ("manuscript", "back"),
    [
        (
            '<h2>Why</h2><p>It <span data-source="3">really helps</span>.</p>',
            '<h2>Why</h2><p>It really <span data-source="2">helps</span>.</p>',
        ),
        (
            '<p><span data-source="1">a <span data-source="3">b</span></span></p>',
            '<p>a <span data-source="2 1">b</span></p>',
        ),
        (
            '<p><strong><span data-source="1 3">Much</span></strong> rest.</p>',
            '<p><strong><span data-source="1 2">Much</span></strong> rest.</p>',
        ),
        (
            '<p><span data-claim="7">It helps.</span> So.</p>',
            "<p>It helps. So.</p>",
        ),
        (
            "<table><tbody><tr><td>1</td></tr></tbody></table>",
            "<table><tbody><tr><td>1</td></tr></tbody></table>",
        ),
    ],
)
def test_print_becomes_a_manuscript_with_the_same_words(manuscript, back):
    print_ = freeze(manuscript, numbers=NUMBERS, pictures={}, claims={7}).body_html
    found = from_print(print_)
    assert found.strip() == clean(back).strip() and clean(found) == found
    assert plain_text(found) == plain_text(print_)
