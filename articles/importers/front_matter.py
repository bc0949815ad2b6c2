"""The YAML block between two `---` lines at the top of a Markdown file.

Every value is read as text: to YAML, the title "No" would be false and 010 would be eight.
Aliases and deep nesting are refused, so a small file cannot grow into gigabytes.
"""

from typing import Any

import yaml

LIMIT = 64 * 1024
DEPTH = 8


def split(text: str) -> tuple[str, str, int]:
    """(front matter, body, the body's first line number, from 1). No block is an empty one."""
    if not text.startswith("---\n"):
        return "", text, 1
    lines = text.split("\n")
    for number, line in enumerate(lines[1:], start=1):
        if line.rstrip() in ("---", "..."):
            return "\n".join(lines[1:number]), "\n".join(lines[number + 1 :]), number + 2
    raise ValueError("The front matter is not closed. End it with a line of three dashes: ---")


def read(block: str) -> dict[str, Any]:
    """The block's fields; values are text, lists or mappings. Raises ValueError with a sentence."""
    if len(block) > LIMIT:
        raise ValueError(f"The front matter is larger than {LIMIT // 1024} KiB. Shorten it.")
    try:
        fields = yaml.load(block, Loader=_TextLoader)  # noqa: S506
    except yaml.YAMLError as error:
        raise ValueError(_explained(error)) from None
    if fields is None or fields == "":
        return {}
    if not isinstance(fields, dict):
        raise ValueError("The front matter should be lines such as “title: Sleep”.")
    return fields


def _explained(error: yaml.YAMLError) -> str:
    mark = getattr(error, "problem_mark", None)
    line = f" in line {mark.line + 2}" if mark else ""
    what = getattr(error, "problem", None) or "it is not YAML"
    return f"The front matter cannot be read{line}: {what}. Put texts with a colon in quotes."


class _TextLoader(yaml.BaseLoader):
    depth = 0

    def compose_node(self, parent, index):
        if self.check_event(yaml.AliasEvent):
            raise yaml.composer.ComposerError(
                None, None, "aliases (*name) are not allowed", self.peek_event().start_mark
            )
        self.depth += 1
        if self.depth > DEPTH:
            raise yaml.composer.ComposerError(
                None, None, "it is nested too deeply", self.peek_event().start_mark
            )
        node = super().compose_node(parent, index)
        self.depth -= 1
        return node

    def construct_mapping(self, node, deep=False):
        seen = set()
        for key, _ in node.value:
            if key.value in seen if isinstance(key.value, str) else True:
                raise yaml.constructor.ConstructorError(
                    None, None, "a field stands there twice or has no plain name", key.start_mark
                )
            seen.add(key.value)
        return super().construct_mapping(node, deep)
