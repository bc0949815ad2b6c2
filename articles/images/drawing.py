"""The program that draws a picture anew: upload on standard input, answer on standard output.

It is run by path, alone: no Django, no settings, nothing of ours imported. It limits its own memory
and time first, and reads the declared size before anything is decoded. The answer is a line of JSON
(the facts, or why the picture is refused) and then the files, one after the other.
"""

import json
import sys
from io import BytesIO

MOST_BYTES = 20 * 1024 * 1024
MOST_PIXELS = 40_000_000
LONGEST_SIDE = 10_000
WIDEST = 1600
RENDITION_WIDTHS = (480, 960)

DAMAGED = "This picture is damaged or incomplete. Save it again as JPEG or PNG and upload that."
TOO_HEAVY = "This picture takes too long to read. Save it smaller, as JPEG or PNG, and upload that."

_MEMORY = 1024 * 1024 * 1024  # address space: 40 megapixels, decoded and converted, and the decoder
_CPU_SECONDS = 10
_MOST_SCANS = 40  # a progressive JPEG has about ten; each costs a pass over all its pixels
_EXTENSIONS = {"JPEG": "jpg", "MPO": "jpg", "PNG": "png", "GIF": "png", "WEBP": "webp"}
_SAVING: dict[str, dict[str, object]] = {
    "jpg": {"format": "JPEG", "quality": 85, "optimize": True, "progressive": True},
    "png": {"format": "PNG"},
    "webp": {"format": "WEBP", "quality": 80},
}
_TURNS = {  # what the EXIF orientation asks for
    2: "FLIP_LEFT_RIGHT",
    3: "ROTATE_180",
    4: "FLIP_TOP_BOTTOM",
    5: "TRANSPOSE",
    6: "ROTATE_270",
    7: "TRANSVERSE",
    8: "ROTATE_90",
}


class ImageRefused(ValueError):
    """A picture that cannot be taken; the message says why and what to do."""


def _main() -> None:
    _limit_resources()
    try:
        answer = _drawn_anew(sys.stdin.buffer.read(MOST_BYTES + 1))
    except ImageRefused as refusal:
        answer = _refusal(str(refusal))
    except MemoryError:
        answer = _refusal(TOO_HEAVY)
    except Exception:  # a decoder can fail in any way; all of them mean the same to a person
        answer = _refusal(DAMAGED)
    sys.stdout.buffer.write(answer)


def _limit_resources() -> None:
    import resource

    resource.setrlimit(resource.RLIMIT_AS, (_MEMORY, _MEMORY))
    resource.setrlimit(resource.RLIMIT_CPU, (_CPU_SECONDS, _CPU_SECONDS))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    resource.setrlimit(resource.RLIMIT_FSIZE, (0, 0))


def _refusal(sentence: str) -> bytes:
    return json.dumps({"refused": sentence}).encode() + b"\n"


def _drawn_anew(data: bytes) -> bytes:
    from PIL import Image, ImageFile, WebPImagePlugin  # noqa: F401 - else all 40 plugins load

    Image.MAX_IMAGE_PIXELS = None  # our own, stricter limits come first
    ImageFile.LOAD_TRUNCATED_IMAGES = False
    if data.startswith(b"RIFF"):
        _refuse_size(*_webp_size(data))  # its decoder reserves the whole canvas when opened
    if data.count(b"\xff\xda") > _MOST_SCANS and data.startswith(b"\xff\xd8"):
        raise ImageRefused(TOO_HEAVY)
    found = Image.open(BytesIO(data), formats=("JPEG", "PNG", "WEBP", "GIF"))
    _refuse_size(*found.size)
    if found.format in ("PNG", "WEBP") and getattr(found, "is_animated", False):
        raise ImageRefused("This picture moves. Upload a still picture.")
    extension = _EXTENSIONS[found.format or ""]
    picture = _fresh(found)
    renditions = {
        w: _file(_scaled(picture, w), "webp") for w in RENDITION_WIDTHS if w < picture.width
    }
    return _packed(picture.size, extension, _file(picture, extension), renditions)


def _refuse_size(width: int, height: int) -> None:
    if width < 1 or height < 1:
        raise ImageRefused(DAMAGED)
    if width > LONGEST_SIDE or height > LONGEST_SIDE or width * height > MOST_PIXELS:
        raise ImageRefused(
            f"This picture is {width:,} by {height:,} pixels. At most {LONGEST_SIDE:,} a side and "
            f"{MOST_PIXELS // 1_000_000} megapixels can be taken. Save it smaller."
        )


def _webp_size(data: bytes) -> tuple[int, int]:
    """The canvas a WebP declares, from the header of its first chunk (RFC 9649)."""
    kind, head = data[12:16], data[20:30]
    if kind == b"VP8X":
        return _number(head[4:7]) + 1, _number(head[7:10]) + 1
    if kind == b"VP8L":
        bits = _number(head[1:5])
        return (bits & 0x3FFF) + 1, (bits >> 14 & 0x3FFF) + 1
    if kind == b"VP8 ":
        return _number(head[6:8]) & 0x3FFF, _number(head[8:10]) & 0x3FFF
    raise ImageRefused(DAMAGED)


def _number(little_endian: bytes) -> int:
    return int.from_bytes(little_endian, "little")


def _fresh(found):
    """A new picture with the same pixels: upright, scaled, in sRGB, and nothing else."""
    from PIL import Image

    found.draft(None, (2 * WIDEST, 2 * WIDEST))  # a large JPEG is decoded at a fraction
    profile, orientation = found.info.get("icc_profile"), _orientation(found)
    found.load()
    upright = _scaled(_plain(found), WIDEST, sideways=orientation in (5, 6, 7, 8))
    upright = _in_srgb(upright, profile)
    turn = _TURNS.get(orientation)
    if turn:
        upright = upright.transpose(Image.Transpose[turn])
    new = Image.new(upright.mode, upright.size)
    new.paste(upright)
    return new


def _orientation(found) -> int:
    try:
        return found.getexif().get(0x0112, 1)
    except Exception:  # broken metadata says nothing
        return 1


def _plain(found):
    """RGB, or RGBA where something shows through."""
    if found.mode.startswith("I"):  # 16 bits of grey
        found = found.point(lambda value: value / 256).convert("L")
    see_through = found.mode in ("LA", "La", "PA", "RGBA", "RGBa") or "transparency" in found.info
    wanted = "RGBA" if see_through else "RGB"
    return found if found.mode == wanted else found.convert(wanted)


def _scaled(picture, width: int, *, sideways: bool = False):
    from PIL import Image

    across = picture.height if sideways else picture.width
    if across <= width:
        return picture
    size = [max(1, round(side * width / across)) for side in picture.size]
    return picture.resize(size, Image.Resampling.LANCZOS, reducing_gap=2.0)


def _in_srgb(picture, profile: bytes | None):
    """Colours as they were meant; a profile that cannot be read is left out."""
    from PIL import ImageCms

    if not profile:
        return picture
    try:
        given = ImageCms.ImageCmsProfile(BytesIO(profile))
        return ImageCms.profileToProfile(picture, given, ImageCms.createProfile("sRGB"))
    except (ImageCms.PyCMSError, OSError, ValueError, TypeError):
        return picture


def _file(picture, extension: str) -> bytes:
    file = BytesIO()
    flat = picture.convert("RGB") if extension == "jpg" else picture
    flat.save(file, **_SAVING[extension])
    return file.getvalue()


def _packed(size: tuple[int, int], extension: str, data: bytes, smaller: dict[int, bytes]) -> bytes:
    facts = {
        "extension": extension,
        "width": size[0],
        "height": size[1],
        "renditions": list(smaller),
        "sizes": [len(file) for file in (data, *smaller.values())],
    }
    return b"".join([json.dumps(facts).encode(), b"\n", data, *smaller.values()])


if __name__ == "__main__":
    _main()
