"""The sheets a leaflet comes on: two sizes of paper, each in ordinary and in large print."""

from dataclasses import dataclass

from django.utils.translation import gettext_lazy as _


@dataclass(frozen=True)
class Variant:
    """`name` stands in the address, behind “leaflet-”; the ordinary A4 leaflet has none."""

    name: str
    paper: str  # as CSS calls it
    is_large: bool
    label: str

    @property
    def file(self) -> str:
        return f"leaflet-{self.name}.pdf" if self.name else "leaflet.pdf"


VARIANTS = {
    variant.name: variant
    for variant in (
        Variant("", "A4", False, _("A4")),
        Variant("letter", "letter", False, _("US Letter")),
        Variant("large", "A4", True, _("A4, large print")),
        Variant("letter-large", "letter", True, _("US Letter, large print")),
    )
}
