"""The image that stands for a page where it is shared: the title on the brand's colours.

Drawn with the font that comes inside Pillow (Aileron, free of all rights under CC0), so nothing is
fetched and every machine draws the same bytes. That font has no more than ASCII and some marks:
accents on its letters are drawn here, “ç” is written “c” and “½” “1/2”, and of a title in another
script, Arabic say, only the site's name and mark are shown. `font_file` names another font to draw
all titles with; whether the title can be written is then asked of that font.
"""

import hashlib
import re
import unicodedata
from functools import lru_cache
from io import BytesIO

from PIL import Image, ImageDraw, ImageFont, features

from articles.share_card_words import in_letters_of

WIDTH, HEIGHT = 1200, 630
DESIGN = 2  # raised when the drawing changes, so that every address does too

# After healthhub/static/healthhub/tokens.css: --deep, --on-deep, the petals.
_GROUND, _WORDS = "#0b3d3a", "#f4f8f5"
_PETALS = ("#17554f", "#2c8576", "#92d0c0", "#f2a65e")
_MARGIN, _TITLE_WIDTH, _TITLE_HEIGHT, _LEADING = 72, 840, 370, 1.2
_PETAL, _GAP, _FINER = 104, 8, 3
_SIZES = range(88, 35, -4)
_SAME_AS = str.maketrans("‐‑–—−ʼ\u00a0", "-----’ ")
_ACUTE, _GRAVE, _CIRCUMFLEX, _TILDE, _DIAERESIS = "\u0301\u0300\u0302\u0303\u0308"
_MARKS = frozenset((_ACUTE, _GRAVE, _CIRCUMFLEX, _TILDE, _DIAERESIS))
_TURNED = {"¿": "?", "¡": "!"}
_MISSING = "\uffff"
_SHAPES = features.check("raqm") and features.check("fribidi")  # joins and turns Arabic letters
_INVISIBLE = re.compile(
    r"[\x00-\x1f\x7f-\x9f\u200b-\u200f\u2028-\u202e\u2060-\u2069\ufeff\ud800-\udfff]"
)


def digest(title: str, site_name: str, font_file: str = "") -> str:
    """16 characters that change with whatever changes the drawing."""
    drawn = "\x1f".join((str(DESIGN), font_file, site_name, title))
    return hashlib.sha256(drawn.encode("utf-8", "replace")).hexdigest()[:16]


def draw(title: str, site_name: str, font_file: str = "") -> bytes:
    """A PNG of 1200 by 630 pixels. A title that the font cannot write is left out."""
    lines, size = _laid_out(shown(title, font_file), font_file)
    mark_top, mark_size = (_MARGIN, 64) if lines else (HEIGHT // 2 - 60, 120)
    card = _drawn_shapes(mark_top, mark_size).copy()
    pen = ImageDraw.Draw(card)
    _write_name(pen, mark_top, mark_size, _plain(site_name), font_file)
    top = HEIGHT - _MARGIN - round(len(lines) * size * _LEADING)
    for number, line in enumerate(lines):
        place = (_MARGIN, top + round(number * size * _LEADING))
        _write(pen, place, line, _font(size, font_file), _WORDS)
    file = BytesIO()
    card.quantize(64, dither=Image.Dither.NONE).save(file, format="PNG", optimize=True)
    return file.getvalue()


def can_write(text: str, font_file: str = "") -> bool:
    """Whether the font has every letter of this text, or its parts."""
    if any(unicodedata.bidirectional(sign) in ("R", "AL") for sign in text) and not _SHAPES:
        return False
    return all(_has(sign, font_file) for sign in set(text))


def shown(title: str, font_file: str = "") -> str:
    """The title as the card shows it: in the letters of the font; "" where it shows none."""
    plain = _plain(title)
    written = in_letters_of(lambda sign: _has(sign, font_file), plain)
    return written if can_write(written, font_file) else ""


def _plain(text):
    visible = _INVISIBLE.sub(" ", unicodedata.normalize("NFC", text))
    return " ".join(visible.translate(_SAME_AS).split())


def _has(sign, font_file):
    if sign == " " or _in_font(sign, font_file):
        return True
    if not font_file and sign in _TURNED:
        return True
    base, *marks = list(unicodedata.normalize("NFD", sign))
    drawn = not font_file and len(marks) == 1 and marks[0] in _MARKS
    return drawn and base.isascii() and _in_font(base, font_file)


@lru_cache(maxsize=4096)
def _in_font(sign: str, font_file: str) -> bool:
    """A font draws the same box for every letter that it lacks."""
    font = _font(40, font_file)
    missing, found = font.getmask(_MISSING), font.getmask(sign)
    return missing.size != found.size or bytes(missing) != bytes(found)


@lru_cache(maxsize=32)
def _font(size: int, font_file: str):
    return ImageFont.truetype(font_file, size) if font_file else ImageFont.load_default(size)


def _laid_out(title, font_file):
    """The lines of a title, and the largest size at which they fit; a very long one is cut."""
    if not title:
        return [], _SIZES[0]
    for size in _SIZES:
        lines = _wrapped(title, _font(size, font_file))
        if lines and len(lines) * size * _LEADING <= _TITLE_HEIGHT:
            return lines, size
    most = int(_TITLE_HEIGHT / (_SIZES[-1] * _LEADING))
    lines = _wrapped(title, _font(_SIZES[-1], font_file), cuts=True)
    shown = lines[:most]
    if len(lines) > most:
        shown[-1] = shown[-1][:-1].rstrip() + "…"
    return shown, _SIZES[-1]


def _wrapped(title, font, *, cuts=False):
    """Lines that fit; no lines where a word alone is too long, unless it may be cut."""
    lines, line = [], ""
    for whole in title.split():
        word = _cut(whole, font)
        if word != whole and not cuts:
            return []
        longer = f"{line} {word}".strip()
        if line and _length(longer, font) > _TITLE_WIDTH:
            lines.append(line)
            longer = word
        line = longer
    return [*lines, line]


def _cut(word, font):
    while len(word) > 1 and _length(word, font) > _TITLE_WIDTH:
        word = word[: len(word) * 3 // 4]
    return word


def _length(text, font):
    return font.getlength(_bases(text))


def _bases(text):
    return "".join(_TURNED.get(sign) or unicodedata.normalize("NFD", sign)[0] for sign in text)


def _write(pen, place, text, font, colour):
    """The letters, and over them the accents and turned marks that Pillow's own font lacks."""
    if font.getname()[0] != "Aileron":
        pen.text(place, text, fill=colour, font=font)
        return
    bases = _bases(text)
    pen.text(place, bases, fill=colour, font=font)
    for at, sign in enumerate(text):
        left = place[0] + font.getlength(bases[:at])
        if sign in _TURNED:
            _turn(pen, (left, place[1]), bases[at], font, colour)
        elif sign != bases[at]:
            _accent(pen, (left, place[1]), sign, font, colour)


def _accent(pen, place, sign, font, colour):
    base, mark = list(unicodedata.normalize("NFD", sign))
    if base in "ij":
        _undot(pen, place, base, font)
        base = "x"
    size = font.size
    top = place[1] + font.getbbox(base)[1] - size * (0.05 if base.isupper() else 0.08)
    middle = place[0] + font.getlength(unicodedata.normalize("NFD", sign)[0]) / 2
    stamp = _stamp(mark, size)
    at = (round(middle - stamp.width / 2), round(top - stamp.height / 2))
    pen.bitmap(at, stamp, fill=colour)


@lru_cache(maxsize=64)
def _stamp(mark: str, size: float):
    """An accent in the middle of a square: drawn large and reduced."""
    side, pen_width = round(size * 0.6), max(2, round(size * 0.075)) * _FINER
    large = Image.new("L", (side * _FINER, side * _FINER), 0)
    pen = ImageDraw.Draw(large)
    for points in _STROKES[mark]:
        middle, unit = side * _FINER / 2, size * _FINER
        line = [(middle + x * unit, middle - y * unit) for x, y in points]
        for x, y in line:
            r = pen_width * (0.68 if len(line) == 1 else 0.5)
            pen.ellipse((x - r, y - r, x + r, y + r), fill=255)
        pen.line(line, fill=255, width=pen_width)
    return large.reduce(_FINER)


# Of an accent's strokes, in parts of the size: x from the letter's middle, y up from its top.
_STROKES = {
    _ACUTE: [[(-0.05, 0.02), (0.08, 0.14)]],
    _GRAVE: [[(0.05, 0.02), (-0.08, 0.14)]],
    _CIRCUMFLEX: [[(-0.11, 0.02), (0, 0.13), (0.11, 0.02)]],
    _TILDE: [[(-0.14, 0.03), (-0.07, 0.1), (0.05, 0.05), (0.13, 0.12)]],
    _DIAERESIS: [[(-0.11, 0.07)], [(0.11, 0.07)]],
}


def _undot(pen, place, base, font):
    left, top, right, _ = font.getbbox(base)
    edge = font.getbbox("x")[1] - 1
    box = (place[0] + left - 1, place[1] + top - 1, place[0] + right + 1, place[1] + edge)
    pen.rectangle(box, fill=_GROUND)


def _turn(pen, place, base, font, colour):
    """“?” upside down, hanging below the line as Spanish has it."""
    left, top, right, bottom = (round(edge) for edge in font.getbbox(base))
    width, height = right - left + 4, bottom - top + 4
    pen.rectangle(
        (place[0] + left - 1, place[1] + top - 1, place[0] + right + 1, place[1] + bottom + 1),
        fill=_GROUND,
    )
    stamp = Image.new("L", (width, height), 0)
    ImageDraw.Draw(stamp).text((2 - left, 2 - top), base, fill=255, font=font)
    at = (round(place[0] + left) - 2, round(place[1] + top + font.size * 0.2) - 2)
    pen.bitmap(at, stamp.rotate(180), fill=colour)


def _write_name(pen, top, size, name, font_file):
    """The site's name beside the mark; a name that the font cannot write is left out."""
    if can_write(name, font_file):
        place = (_MARGIN + round(size * 1.35), top + round(size * 0.14))
        _write(pen, place, name, _font(round(size * 0.7), font_file), _WORDS)


@lru_cache(maxsize=2)
def _drawn_shapes(mark_top: int, mark_size: int):
    """The ground with mark and petals: drawn large and reduced, so that edges are smooth."""
    large = Image.new("RGB", (WIDTH * _FINER, HEIGHT * _FINER), _GROUND)
    pen = ImageDraw.Draw(large)
    _draw_mark(pen, _MARGIN, mark_top, mark_size)
    _draw_petals(pen)
    return large.reduce(_FINER)


def _draw_mark(pen, left, top, size):
    """The mark of the site: four petals around a point, as `components/_mark.html` draws them."""
    unit = size / 22
    places = (((0, 0), "br"), ((12, 0), "bl"), ((0, 12), "tr"), ((12, 12), "tl"))
    for number, ((x, y), corner) in enumerate(places):
        box = [left + x * unit, top + y * unit, left + (x + 10) * unit, top + (y + 10) * unit]
        _petal(pen, box, corner, _PETALS[3] if number == 1 else _PETALS[2])


def _petal(pen, box, corner, colour):
    """A disc with one square corner: t or b, and l or r, say which."""
    left, top, right, bottom = (edge * _FINER for edge in box)
    pen.ellipse((left, top, right, bottom), fill=colour)
    middle_x, middle_y = (left + right) / 2, (top + bottom) / 2
    edge_x, edge_y = (left if corner[1] == "l" else right), (top if corner[0] == "t" else bottom)
    across, down = sorted((middle_x, edge_x)), sorted((middle_y, edge_y))
    pen.rectangle((across[0], down[0], across[1], down[1]), fill=colour)


def _draw_petals(pen):
    """Two columns of petals at the edge, as the home page has them."""
    for place, tint in enumerate((0, 1, 0, 2, 1, 0, 3, 0, 2, 1, 0, 1)):
        row, column = divmod(place, 2)
        left = WIDTH - 2 * _PETAL - _GAP + column * (_PETAL + _GAP)
        top = row * (_PETAL + _GAP) - 12
        corner = ("tl", "br", "tr", "bl")[place * 3 % 4]
        _petal(pen, [left, top, left + _PETAL, top + _PETAL], corner, _PETALS[tint])
