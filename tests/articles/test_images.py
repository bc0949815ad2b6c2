"""Uploads are drawn anew, or refused quickly and in a sentence."""

import random
import struct
import subprocess
import sys
import time
import zlib
from io import BytesIO

import pytest
from PIL import Image, ImageCms

from articles.images import MOST_BYTES, ImageRefused, drawing, remake


def saved(picture, format_, **options) -> bytes:
    file = BytesIO()
    picture.save(file, format_, **options)
    return file.getvalue()


def opened(data) -> Image.Image:
    picture = Image.open(BytesIO(data))
    picture.load()
    return picture


def two_halves(size=(60, 40)):
    """Red on the left, blue on the right."""
    picture = Image.new("RGB", size, "red")
    picture.paste("blue", (size[0] // 2, 0, *size))
    return picture


def png(width, height, pixels=b"", *, chunks=b""):
    head = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    return (
        b"\x89PNG\r\n\x1a\n"
        + (chunk(b"IHDR", head) + chunks + chunk(b"IDAT", zlib.compress(pixels)))
        + chunk(b"IEND", b"")
    )


def chunk(kind, data):
    return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))


def webp_canvas(width, height):
    sides = (width - 1).to_bytes(3, "little") + (height - 1).to_bytes(3, "little")
    body = b"WEBPVP8X" + struct.pack("<I", 10) + b"\x02\0\0\0" + sides
    return b"RIFF" + struct.pack("<I", len(body)) + body


# -- what is taken ---------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("format_", "extension"), [("JPEG", "jpg"), ("PNG", "png"), ("WEBP", "webp"), ("GIF", "png")]
)
def test_the_four_formats_are_drawn_anew(format_, extension):
    made = remake(saved(two_halves(), format_))
    picture = opened(made.data)
    assert (made.extension, made.width, made.height) == (extension, 60, 40)
    assert picture.size == (60, 40)
    red, _, blue = picture.convert("RGB").getpixel((5, 20))
    assert red > 200 > 60 > blue
    assert made.renditions == {}


def test_a_wide_picture_is_scaled_and_gets_its_smaller_renditions():
    made = remake(saved(Image.new("RGB", (3200, 2000), "green"), "JPEG"))
    assert (made.width, made.height) == (1600, 1000)
    sizes = {width: opened(data).size for width, data in made.renditions.items()}
    assert sizes == {480: (480, 300), 960: (960, 600)}
    assert all(opened(data).format == "WEBP" for data in made.renditions.values())


def test_a_picture_taken_with_a_turned_camera_stands_upright_and_tells_nothing_of_its_maker():
    exif = Image.Exif()
    exif[0x0112] = 6  # turn by 90 degrees to the right
    exif[0x010E] = "Somewhere private"
    made = remake(saved(two_halves(), "JPEG", exif=exif, comment=b"Somewhere private"))
    picture = opened(made.data)
    assert picture.size == (made.width, made.height) == (40, 60)
    assert picture.getpixel((20, 5))[0] > 200  # red is on top now
    assert not picture.getexif()
    assert b"private" not in made.data


def test_colours_are_brought_into_the_web_s_own_space_and_the_profile_left_out():
    lab = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()
    made = remake(saved(two_halves(), "PNG", icc_profile=lab, dpi=(300, 300)))
    assert not {"icc_profile", "dpi"} & set(opened(made.data).info)


@pytest.mark.parametrize("mode", ["1", "L", "LA", "P", "RGBA", "I;16"])
def test_every_kind_of_pixel_is_understood(mode):
    made = remake(saved(Image.new(mode, (5, 4)), "PNG"))
    assert opened(made.data).mode in ("RGB", "RGBA")


def test_what_shows_through_still_does():
    picture = opened(remake(saved(Image.new("RGBA", (5, 4), (255, 0, 0, 0)), "WEBP")).data)
    assert picture.convert("RGBA").getpixel((0, 0))[3] == 0


def test_print_colours_become_screen_colours():
    picture = opened(remake(saved(Image.new("CMYK", (40, 40), (0, 255, 255, 0)), "JPEG")).data)
    assert picture.mode == "RGB"
    assert picture.getpixel((0, 0))[0] > 240


def test_the_first_picture_of_a_moving_gif_is_taken():
    frames = [Image.new("RGB", (9, 9), colour) for colour in ("blue", "green")]
    made = remake(
        saved(Image.new("RGB", (9, 9), "red"), "GIF", save_all=True, append_images=frames)
    )
    assert opened(made.data).convert("RGB").getpixel((0, 0)) == (255, 0, 0)


# -- what is refused -------------------------------------------------------------------------------

JPEG = saved(two_halves((400, 300)), "JPEG")
REFUSED = {
    "empty": (b"", "empty"),
    "too many bytes": (JPEG + b"\0" * MOST_BYTES, "larger than 20 MiB"),
    "text": (b"hello", "not a picture"),
    "SVG": (b"<?xml version='1.0'?><svg onload='alert(1)'/>", "SVG"),
    "HEIC": (b"\0\0\0\x18ftypheic" + b"\0" * 99, "HEIC"),
    "BMP": (saved(two_halves(), "BMP"), "not a picture"),
    "truncated JPEG": (JPEG[: len(JPEG) // 2], "damaged"),
    "truncated PNG": (saved(two_halves(), "PNG")[:70], "damaged"),
    "truncated WebP": (saved(two_halves((400, 300)), "WEBP")[:99], "damaged"),
    "truncated GIF": (saved(two_halves(), "GIF")[:60], "damaged"),
    "only a header": (b"\xff\xd8\xff", "damaged"),
    "no pixels": (png(0, 5), "damaged"),
    "huge canvas": (webp_canvas(16_383, 16_383), "16,383 by 16,383"),
    "declared only": (png(100_000, 100_000), "100,000 by 100,000"),
    "one side too long": (png(10_001, 1), "10,001 by 1"),
    "too many pixels": (png(6_400, 6_400), "40 megapixels"),
    "unfulfilled promise": (png(6_300, 6_300, b"\0" * 1_000), "damaged"),
    "frame beyond canvas": (
        b"GIF89a\1\0\1\0\x80\0\0\0\0\0\xff\xff\xff,\0\0\0\0\xff\xff\xff\xff\0\2\2D\1\0;",
        "65,535",
    ),
    "moving PNG": (
        saved(two_halves(), "PNG", save_all=True, append_images=[Image.new("RGB", (60, 40))]),
        "moves",
    ),
    "many scans": (JPEG[:-2] + b"\xff\xda\0\0" * 99 + b"\xff\xd9", "too long to read"),
    "swollen profile": (
        png(9, 9, chunks=chunk(b"iCCP", b"x\0\0" + zlib.compress(b"\0" * 50_000_000))),
        "damaged",
    ),
    "swollen text": (
        png(9, 9, chunks=chunk(b"zTXt", b"x\0\0" + zlib.compress(b"\0" * 5_000_000)) * 40),
        "damaged",
    ),
}


@pytest.mark.parametrize("case", REFUSED)
def test_a_picture_that_cannot_be_taken_is_refused_with_a_sentence(case):
    data, words = REFUSED[case]
    with pytest.raises(ImageRefused, match=words) as refusal:
        remake(data)
    assert str(refusal.value).endswith(".")


@pytest.mark.parametrize(
    "profile", [b"x\0\0" + zlib.compress(b"garbage" * 30), b"x\0\0garbage", b"x"]
)
def test_an_odd_colour_profile_is_left_out_or_refused_but_never_a_crash(profile):
    data = png(9, 9, b"\0" * 9 * 28, chunks=chunk(b"iCCP", profile))
    try:
        assert remake(data).width == 9
    except ImageRefused as refusal:
        assert "damaged" in str(refusal)


def test_changed_bytes_never_give_more_than_a_picture_or_a_refusal():
    chance = random.Random(2634)
    for format_ in ("JPEG", "PNG", "WEBP", "GIF"):
        for _ in range(2):
            data = bytearray(saved(two_halves(), format_))
            for _ in range(9):
                data[chance.randrange(12, len(data))] = chance.randrange(256)
            try:
                assert remake(bytes(data)).width > 0
            except ImageRefused as refusal:
                assert str(refusal).endswith(".")


# -- the program of its own ------------------------------------------------------------------------


@pytest.mark.parametrize(
    "case", ["huge canvas", "declared only", "unfulfilled promise", "many scans"]
)
def test_refusing_takes_less_than_two_seconds_and_128_mebibytes(case):
    seconds, mebibytes = cost_of_drawing(REFUSED[case][0])
    assert seconds < 2
    assert mebibytes < 128


def cost_of_drawing(data):
    """CPU seconds and peak MiB of the drawing program."""
    script = (
        f"import re, runpy, sys, time; runpy.run_path({drawing.__file__!r}, run_name='__main__');"
        "peak = re.search(r'VmHWM:\\s+(\\d+)', open('/proc/self/status').read())[1];"
        "print(time.process_time(), peak, file=sys.stderr)"
    )
    finished = subprocess.run(
        [sys.executable, "-I", "-c", script], input=data, capture_output=True, check=True
    )
    seconds, kibibytes = map(float, finished.stderr.split())
    return seconds, kibibytes / 1024


def test_the_drawing_program_loads_nothing_of_ours_nor_of_django_s():
    script = (
        f"import runpy, sys; runpy.run_path({drawing.__file__!r}, run_name='__main__');"
        "loaded = {name.split('.')[0] for name in sys.modules};"
        "sys.exit(bool(loaded & {'django', 'articles', 'healthhub', 'accounts'}))"
    )
    finished = subprocess.run(
        [sys.executable, "-I", "-c", script], input=JPEG, stdout=subprocess.PIPE, check=False
    )
    assert finished.returncode == 0
    assert b'"width": 400' in finished.stdout


def test_a_program_that_is_stopped_by_its_limits_refuses_the_picture(monkeypatch, tmp_path):
    stopped = tmp_path / "stopped.py"
    stopped.write_text("import os, signal; os.kill(os.getpid(), signal.SIGKILL)")
    monkeypatch.setattr(drawing, "__file__", str(stopped))
    with pytest.raises(ImageRefused, match="too long"):
        remake(JPEG)


def test_a_program_that_hangs_is_ended(monkeypatch, tmp_path):
    hanging = tmp_path / "hanging.py"
    hanging.write_text("import time; time.sleep(60)")
    monkeypatch.setattr(drawing, "__file__", str(hanging))
    monkeypatch.setattr("articles.images._WALL_SECONDS", 0.5)
    begun = time.monotonic()
    with pytest.raises(ImageRefused, match="too long"):
        remake(JPEG)
    assert time.monotonic() - begun < 10
