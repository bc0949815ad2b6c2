"""Pictures in print: what each shows, in the size that a screen needs, and whose it is."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from html import escape


@dataclass(frozen=True, slots=True)
class Picture:
    """What print says of a picture. `renditions` maps a width in pixels to a smaller file's URL;
    `credit` says whose picture it is, and readers see it."""

    alt: str
    width: int
    height: int
    renditions: Mapping[int, str] = field(default_factory=dict)
    credit: str = ""


def image(src: str, picture: Picture) -> str:
    sizes = ""
    if picture.renditions:
        files = {**picture.renditions, picture.width: src}
        srcset = ", ".join(f"{url} {width}w" for width, url in sorted(files.items()))
        sizes = f' srcset="{escape(srcset)}" sizes="(min-width: 48rem) 44rem, 100vw"'
    return (
        f'<img src="{escape(src)}" alt="{escape(picture.alt)}" width="{int(picture.width)}"'
        f' height="{int(picture.height)}"{sizes} loading="lazy" decoding="async">'
    )


def credit(picture: Picture) -> str:
    """A line of its own under the picture; nothing where nobody is named."""
    words = " ".join(picture.credit.split())
    return f' <small class="credit">Picture: {escape(words, quote=False)}</small> ' if words else ""
