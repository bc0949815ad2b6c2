"""What readers are told of the interests behind a text: frozen with it, and signed."""

from dataclasses import dataclass

from articles.models import ContentType, Review, Revision


@dataclass(frozen=True)
class Disclosures:
    """Empty is what nobody has stated. `interests` are those of the reviewer, as they stood."""

    funding: str
    sponsor: str
    is_experience: bool
    experience: str
    interests: str

    @property
    def on_top(self) -> bool:
        """Whether there is something that readers must know before they read."""
        return bool(self.sponsor or self.is_experience)


def of(revision: Revision, review: Review | None = None) -> Disclosures:
    stated = revision.statements
    return Disclosures(
        funding=stated.get("funding", ""),
        sponsor=stated.get("label", "") if stated.get("sponsored") else "",
        is_experience=revision.content_type == ContentType.PERSONAL_EXPERIENCE,
        experience=stated.get("experience", ""),
        interests=review.disclosure_statement if review else "",
    )
