"""An article as Markdown (CommonMark with tables and footnotes), for people and programs who
would rather have it so. Made from print and other plain values; `articles.importers.markdown`
reads it back to the same words.
"""

from .blocks import body
from .edition import BEGINS, ENDS, Facts, Headings, edition
from .inline import text

__all__ = ["BEGINS", "ENDS", "Facts", "Headings", "body", "edition", "text"]
