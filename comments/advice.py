"""Whether a reader tells others what to do about their health. Pure.

Such a comment gets a plain label, and nothing else happens to it for that alone: better one label
too many than one too few.
"""

import re

from articles.quality.terms import folded
from comments import advice_words as words
from comments.spelling import plain

_DO = (
    "take|taking|try|use|using|stop|start|skip|drink|drinking|eat|eating|avoid|ask for|switch to|"
    "double|halve|increase|reduce|lower|quit|give up|cut out|replace|rub|apply|inject|swallow|fast"
)
_HACER = (
    "tomar|tome|toma|probar|pruebe|prueba|usar|use|dejar de|deje de|deja de|beber|comer|evitar|"
    "evite|evita|suspender|suspenda|aumentar|reducir|duplicar|aplicar|inyectar|ayunar"
)
_ADVICE = re.compile(
    "|".join(
        (
            # Telling somebody what they should do.
            rf"\byou (?:really |just |all |definitely )?(?:should|must|need to|have to|ought to|"
            rf"had better|could|can) (?:really |just |always |never |also |not )?(?:{_DO})\b",
            rf"\byou(?:'d better| better) (?:not )?(?:{_DO})\b",
            rf"\b(?:i|we|i'd|we'd) (?:would )?(?:strongly |highly |really )?(?:recommend|suggest|"
            rf"advise)(?: that)?(?: you| everyone| everybody| anyone)?(?: to)? (?:{_DO})\b",
            rf"\b(?:everyone|everybody|people|anyone|patients) (?:with \w+ )?(?:should|must|"
            rf"need to|ought to) (?:really |just |always |never |not )?(?:{_DO})\b",
            rf"\b(?:my advice|best thing|the trick)(?: is|:)(?: to)? (?:\w+ ){{0,3}}(?:{_DO})\b",
            # Orders: at the beginning of a sentence.
            r"(?:^|[.!?:;\n] ?)(?:please |just |never |always |don't |do not )?(?:stop taking|"
            r"do not take|don't take|take|try|try taking|skip|double|throw away|come off|get off|"
            r"wean off|don't bother with|drink|rub|apply) (?:your|the|this|these|it|them|some|more|"
            r"less|a|an|two|three|one|\d+|[a-z]{3,20}(?:in|ol|en|ide|ine|one|am))\b",
            r"\bstop (?:taking|using) (?:your|the|these|those|all|that)\b",
            r"\b(?:no need to|don't need to|you don't need|instead of) (?:see(?:ing)?|tak(?:e|ing)|"
            r"visit(?:ing)?|ask(?:ing)?|call(?:ing)?) (?:a |your |the |any )?(?:doctor|medicines?|"
            r"medication|tablets|pills|gp)\b",
            # An amount, as one would prescribe it.
            r"\b(?:take|took|use|give|try|dose of|up to|tome|toma|tomar)\b[^.!?\n]{0,30}?"
            r"\b\d+(?:[.,]\d+)? ?(?:mg|mcg|µg|g|ml|iu|ui|drops|tablets|pills|capsules|teaspoons?|"
            r"tablespoons?|gotas|pastillas|comprimidos|cápsulas|cucharadas?)\b",
            # Spanish.
            rf"\b(?:debe|debes|deben|deberías?|deberían|tienes? que|tiene que|hay que|ha de) "
            rf"(?:siempre |nunca )?(?:{_HACER})\b",
            rf"\b(?:te|le|les|os) (?:recomiendo|aconsejo|sugiero)(?: que)? (?:{_HACER}|tom\w+)\b",
            rf"\b(?:recomiendo|aconsejo|sugiero) (?:que )?(?:{_HACER})\b",
            rf"(?:^|[.!?:;¡\n] ?)(?:nunca |no )?(?:tome|toma|tomen|pruebe|prueba|deje de|deja de|"
            rf"beba|bebe|evite|evita|suspenda|tire|aplique) (?:el|la|los|las|su|tu|un|una|dos|esto|"
            rf"{_HACER}|\w{{4,20}})\b",
            r"\bno (?:tomes?|vayas? al médico|necesitas? (?:un |ningún )?médico)\b",
        )
    ),
    re.IGNORECASE,
)
_AGAINST = re.compile("|".join(words.AGAINST))
_GIVEN = re.compile("|".join(words.GIVEN))
_STORIES = re.compile(rf"(?<!\w)(?:{'|'.join(words.STORIES)})")


def is_given(text: str) -> bool:
    """Whether it reads like advice on somebody's health: English and Spanish."""
    told = _without_stories(text)
    return bool(_ADVICE.search(_lines(text)) or _GIVEN.search(told) or _AGAINST.search(told))


def is_against_treatment(text: str) -> bool:
    """Whether it may lead somebody away from a treatment or a doctor; in doubt it may."""
    return bool(_AGAINST.search(_without_stories(text)))


def _without_stories(text):
    """Each line is a sentence of its own, also where nobody wrote a full stop."""
    return _STORIES.sub(" ", plain(". ".join(text.splitlines())))


def _lines(text: str) -> str:
    return "\n".join(" ".join(line.split()) for line in folded(text).splitlines())
