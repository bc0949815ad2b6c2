"""Print as a tree: it is balanced, so a stack is all that this takes."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from html import unescape

from articles.markup.elements import CELLS, HEADINGS
from articles.markup.tokens import tokens

BLOCKS = (
    HEADINGS
    | CELLS
    | frozenset("p ul ol li blockquote table thead tbody tr figure figcaption hr div".split())
)
VOID = frozenset({"br", "hr", "img"})


@dataclass
class Element:
    name: str
    attributes: dict[str, str] = field(default_factory=dict)
    children: list["Element | str"] = field(default_factory=list)

    @property
    def is_block(self) -> bool:
        return self.name in BLOCKS

    def elements(self, *names: str) -> Iterator["Element"]:
        """The elements of these names inside it, in order, but none inside another of them."""
        for child in self.children:
            if isinstance(child, Element):
                if child.name in names:
                    yield child
                else:
                    yield from child.elements(*names)


def tree(html: str) -> Element:
    """The root of print; texts are decoded, attributes too."""
    root = Element("root")
    stack = [root]
    for token in tokens(html):
        if token.kind == "text":
            stack[-1].children.append(unescape(token.text))
        elif token.kind == "end":
            if token.text not in VOID and len(stack) > 1:
                stack.pop()
        else:
            values = {name: unescape(value) for name, value in token.attributes.items()}
            element = Element(token.text, values)
            stack[-1].children.append(element)
            if token.text not in VOID:
                stack.append(element)
    return root
