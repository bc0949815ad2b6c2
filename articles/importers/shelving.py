"""Which category an imported article goes into; a missing one is made."""

from django.utils.text import slugify

from articles.importers.item import identity
from articles.importers.scrape_header import PAGE_TYPES
from articles.models import Category
from articles.models.category import RESERVED_SLUGS, FormerCategorySlug

UNCATEGORISED = "Uncategorised"


class Shelves:
    """Categories by the path that items name. Remembers them: one import names few, often."""

    def __init__(self) -> None:
        self.found: dict[str, Category] = {}

    def category(self, path: str) -> Category:
        """The category at "Health > Mind". Raises ValidationError where none can be made."""
        if path not in self.found:
            self.found[path] = self._walk(names(path) or [UNCATEGORISED])
        return self.found[path]

    def forget(self) -> None:
        """After a rollback: what was made is gone."""
        self.found.clear()

    def _walk(self, path: list[str]) -> Category:
        first, *deeper = path
        category = _existing(first, None, anywhere=True) or _new(first, None)
        for name in deeper:
            category = _existing(name, category) or _new(name, category)
        return category


def names(path: str) -> list[str]:
    """The names in a category's path, without those that are types of pages."""
    steps = [step.strip() for step in path.split(">")]
    return [step for step in steps if step and step.casefold() not in PAGE_TYPES]


def _existing(name: str, parent: Category | None, *, anywhere: bool = False) -> Category | None:
    """By name below its parent; the first name of a path also by slug, wherever it stands."""
    below = Category.objects.filter(name__iexact=name, parent=parent).order_by("id").first()
    if below or not anywhere:
        return below
    slug = _slug(name)
    if found := Category.objects.filter(slug=slug).first():
        return found
    former = FormerCategorySlug.objects.filter(slug=slug).select_related("category").first()
    return former.category if former else None


def _new(name: str, parent: Category | None) -> Category:
    category = Category(name=name, slug=_free_slug(name, parent), parent=parent)
    category.full_clean()
    category.save()
    return category


def _free_slug(name: str, parent: Category | None) -> str:
    base = _slug(name)
    if parent is not None and _is_taken(base):
        base = f"{parent.slug}-{base}"[:90]
    slug, number = base, 2
    while _is_taken(slug):
        slug, number = f"{base}-{number}", number + 1
    return slug


def _is_taken(slug: str) -> bool:
    taken = Category.objects.filter(slug=slug), FormerCategorySlug.objects.filter(slug=slug)
    return any(rows.exists() for rows in taken)


def _slug(name: str) -> str:
    slug = slugify(name[:200])[:90].strip("-") or f"topic-{identity(name)[:8]}"
    return f"{slug}-topics" if slug in RESERVED_SLUGS else slug
