"""Whether this machine can make leaflets: WeasyPrint is an extra, and needs the system's Pango.

Looked at once a process, without loading WeasyPrint itself: the web server never runs it.
"""

import ctypes
import sys
from functools import lru_cache
from importlib.util import find_spec

from django.core.checks import Info, register

HOW = ".venv/bin/pip install --require-hashes --no-deps -r requirements-leaflets.txt"
PACKAGES = {"weasyprint": "WeasyPrint", "segno": "segno"}
LIBRARIES = {
    "linux": ("libgobject-2.0.so.0", "libpango-1.0.so.0", "libpangoft2-1.0.so.0"),
    "darwin": ("libgobject-2.0.0.dylib", "libpango-1.0.dylib", "libpangoft2-1.0.dylib"),
}


@lru_cache(maxsize=1)
def why_not() -> str:
    """Why no leaflets can be made here, for those who run the site; "" where they can."""
    missing = [name for package, name in PACKAGES.items() if find_spec(package) is None]
    if missing:
        return f"The optional packages for leaflets are not installed: {', '.join(missing)}."
    unknown = [name for name in LIBRARIES.get(sys.platform, ()) if not _loads(name)]
    if unknown:
        return f"WeasyPrint needs the system's Pango, but {', '.join(unknown)} was not found."
    return ""


def _loads(name):
    try:
        ctypes.CDLL(name)
    except OSError:
        return False
    return True


@register()
def tell_why_not(app_configs, **options):
    """`manage.py check` says it, as information: the site works without leaflets."""
    if not (why := why_not()):
        return []
    hint = (
        f"For leaflets run “{HOW}” and install Pango (on Debian and Ubuntu: apt-get install "
        "libpango-1.0-0 libpangoft2-1.0-0 libharfbuzz-subset0 fonts-dejavu-core). "
        "See docs/operating.md."
    )
    return [
        Info(f"Articles are offered without leaflets (PDF). {why}", hint=hint, id="articles.I001")
    ]
