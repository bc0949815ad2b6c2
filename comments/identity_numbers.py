"""Numbers by which states and banks know a person, told from others by their check digits. Pure.

Sources of the rules: the US Social Security Administration's list of numbers that it never gave
out; the NHS Data Dictionary (NHS number, modulus 11); Spain's Ministry of the Interior (letter of
DNI and NIE, modulus 23); ISO/IEC 7812 (Luhn's sum of card numbers); ISO 13616 (IBAN, modulus 97).
By their shape alone: UK National Insurance numbers, Italy's codice fiscale, US Medicare numbers.
"""

import re

_SSN = re.compile(r"(?<![\w-])(?!000|666|9)\d{3}[- ](?!00)\d{2}[- ](?!0000)\d{4}(?![\w-])")
_NHS = re.compile(r"(?<![\w-])\d{3}[- ]?\d{3}[- ]?\d{4}(?![\w-])")
_DNI = re.compile(
    r"(?<![\w-])(?:\d{2}\.?\d{3}\.?\d{3}|[XYZ][- ]?\d{7})[- ]?[A-Z](?![\w-])", re.IGNORECASE
)
_CARD = re.compile(r"(?<![\w-])\d{4}(?:[- ]?\d){9,15}(?![\w-])")
_IBAN = re.compile(r"(?<![\w-])[A-Z]{2}\d{2}(?: ?[A-Z0-9]){11,30}(?![\w-])")
# National Insurance; codice fiscale; Medicare Beneficiary Identifier: known by their shape alone.
_SHAPES = re.compile(
    r"(?<![\w-])(?!BG|GB|KN|NK|NT|TN|ZZ)[A-CEGHJ-PQR-TW-Z][A-CEGHJ-NPQR-TW-Z] ?\d{2} ?\d{2} "
    r"?\d{2} ?[A-D](?![\w-])"
    r"|(?<![\w-])[A-Z]{6}[\dLMNP-V]{2}[ABCDEHLMPRST][\dLMNP-V]{2}[A-Z][\dLMNP-V]{3}[A-Z](?![\w-])"
    r"|(?<![\w-])[1-9][AC-HJKMNP-RT-Y][\dAC-HJKMNP-RT-Y]\d-?[AC-HJKMNP-RT-Y]"
    r"[\dAC-HJKMNP-RT-Y]\d-?[AC-HJKMNP-RT-Y]{2}\d{2}(?![\w-])",
    re.IGNORECASE,
)
_LETTERS = "TRWAGMYFPDXBNJZSQVHLCKE"


def masked(text: str, number: str, card: str) -> str:
    """The text with these words in place of identity numbers, and of cards and accounts."""
    text = _IBAN.sub(lambda found: card if is_iban(found[0]) else found[0], text)
    text = _CARD.sub(lambda found: card if is_card(found[0]) else found[0], text)
    text = _SHAPES.sub(number, _SSN.sub(number, text))
    text = _DNI.sub(lambda found: number if is_dni(found[0]) else found[0], text)
    return _NHS.sub(lambda found: number if is_nhs(found[0]) else found[0], text)


def is_nhs(text: str) -> bool:
    """Nine digits with the weights 10 to 2; the tenth makes their sum a multiple of 11."""
    digits = _digits(text)
    if len(digits) != 10 or len(set(digits)) == 1:
        return False
    total = sum(digit * weight for digit, weight in zip(digits, range(10, 1, -1), strict=False))
    return (11 - total % 11) % 11 == digits[9]


def is_dni(text: str) -> bool:
    """The letter is the number's remainder by 23, looked up; X, Y, Z of an NIE count 0, 1, 2."""
    plain = re.sub(r"\W", "", text).upper()
    number = str("XYZ".index(plain[0])) + plain[1:-1] if plain[0] in "XYZ" else plain[:-1]
    return number.isdigit() and _LETTERS[int(number) % 23] == plain[-1]


def is_card(text: str) -> bool:
    """Luhn: every second digit from the right is doubled, and the sum of all digits ends in 0."""
    digits = _digits(text)
    if not 13 <= len(digits) <= 19 or digits[0] not in (2, 3, 4, 5, 6) or len(set(digits)) == 1:
        return False
    doubled = [sum(divmod(digit * 2, 10)) for digit in digits[-2::-2]]
    return (sum(doubled) + sum(digits[-1::-2])) % 10 == 0


def is_iban(text: str) -> bool:
    """The first four signs moved to the end, letters as 10 to 35: the number leaves 1 by 97."""
    plain = text.replace(" ", "").upper()
    return (
        15 <= len(plain) <= 34 and int("".join(str(int(s, 36)) for s in _turned(plain))) % 97 == 1
    )


def _turned(plain: str) -> str:
    return plain[4:] + plain[:4]


def _digits(text: str) -> list[int]:
    return [int(sign) for sign in text if sign in "0123456789"]
