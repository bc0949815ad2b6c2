import time

import pytest

from articles.quality.phrases import NotAPhrase, Wording, phrase


def found(line, text):
    return phrase(line).is_in(Wording(text))


@pytest.mark.parametrize(
    "line, text, is_there",
    [
        ("liver*", "Your Liver.", True),
        ("liver*", "a sliver", False),
        ("liver", "livers", False),
        ("opioid-free", "You must be opioid free.", True),
        ("opioid free", "You must be opioid-free.", True),
        ("7|seven 10 days", "for 7–10 days", True),
        ("7|seven to 10|14|ten days", "for seven to fourteen days", False),
        ("7|seven to 10 | 14 days", "for seven to 14 days", True),
        ("sudden withdrawal", "It was sudden. Withdrawal came.", False),
        ("don’t stop", "Don't stop.", True),
        ("a b a", "x a b a b a", True),
    ],
)
def test_words_follow_one_another(line, text, is_there):
    assert found(line, text) is is_there


def test_words_may_stand_apart_in_their_order():
    line = "toleran* (within 10 characters) overdos*"
    assert found(line, "tolerance: an overdose")
    assert found(line, "tolerance\nand overdose")
    assert not found(line, "overdose, then tolerance")
    assert not found(line, "tolerance 3456789 and overdose")
    assert found(line, "tolerance 3456789 and tolerance to overdoses")


def test_words_may_have_to_stand_in_one_sentence():
    line = "ask (within 80 characters, same sentence) doctor (within 80, same sentence) stop"
    assert found(line, "Ask your doctor before you stop.")
    assert not found(line, "Ask your doctor. Then stop.")
    assert found(line, "Ask a friend. Ask your doctor or nurse, then stop.")


@pytest.mark.parametrize(
    "line, says",
    [
        ("", "no words"),
        ("liver (within 80)", "no words"),
        ("(liver|kidney)", "what stands in brackets"),
        ("liver (near 80) pain", "what stands in brackets"),
        ("a (within 0 characters) b", "out of bounds"),
        ("a (within 501 characters) b", "Choose 1 to 500"),
        ("li*", "begins too many words"),
        ("*", "is not a word"),
        ("li*er", "is not a word"),
        ("liver|", "beside a “|”"),
        ("well-being|health", "a line of its own"),
        (r"\bliver.+", "is not a word"),
        ("x" * 41, "longer than 40"),
        ("a b c d e f g h i j k l m", "more than 12 words"),
        ("|".join(f"w{n}" for n in range(41)), "more than 40 alternatives"),
        (" (within 9) ".join("abcde"), "more than 4 parts"),
    ],
)
def test_what_cannot_be_read_is_refused_with_a_sentence(line, says):
    with pytest.raises(NotAPhrase) as refused:
        phrase(line)
    assert says in str(refused.value)


@pytest.mark.parametrize(
    "line, unit",
    [
        ("aaa* (within 500) aaa* (within 500) aaa* (within 500) zzz", "aaaa "),
        ("aaa* (within 500, same sentence) aaa* (within 500, same sentence) zzz", "aaaa "),
        ("aaa*|aaab*|aaabb*|a b b b b b b b b b c", "aaabbb "),
        (" ".join(["aaa*|aaaa*|aaaaa*"] * 12), "aaaaaaaa "),
    ],
)
def test_no_line_takes_long_on_any_text(line, unit):
    text = unit * (260_000 // len(unit))
    start = time.process_time()
    found(line, text + "b")
    assert time.process_time() - start < 2
