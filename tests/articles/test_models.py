import pytest
from django.apps import apps
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction

from articles.models import Category, Image, Tag
from articles.models.category import RESERVED_SLUGS

OURS = [m for m in apps.get_models() if m._meta.app_label in {"accounts", "articles", "comments"}]
MOMENTS = [(m, f) for m in OURS for f in m._meta.fields if f.name.endswith("_at")]
# Whose moment it is says a field of another name; of the queue's, nobody's: rules put it there.
SAID_OTHERWISE = {
    "comment.posted_at": "writer",
    "comment.edited_at": "writer",
    "comment.queued_at": "queued_at",
    "commentreport.made_at": "reporter",
    "commentreport.closed_at": "closed_at",
    "secondlook.made_at": "first_by",
    "week.folded_at": "folded_at",  # by the worker
}


def test_there_are_moments_to_check():
    assert len(MOMENTS) > 10


@pytest.mark.parametrize("model, field", MOMENTS, ids=lambda x: getattr(x, "__name__", None))
def test_every_moment_names_its_person(model, field):
    if other := SAID_OTHERWISE.get(f"{model._meta.model_name}.{field.name}"):
        assert model._meta.get_field(other)
        return
    person = model._meta.get_field(field.name.removesuffix("_at") + "_by")
    if not (field.null or person.null):
        return
    assert field.null and person.null
    held = {c.name for c in model._meta.constraints}
    assert any(name.endswith(f"_{field.name}_by") for name in held), f"{model} {field.name}"


@pytest.mark.django_db
@pytest.mark.parametrize(
    "slug", ["admin", "search", "tags", "authors", "media", "healthz", "accounts"]
)
def test_a_category_cannot_take_an_address_of_the_site(slug):
    category = Category(name="X", slug=slug)
    with pytest.raises(ValidationError, match="the site itself uses"):
        category.full_clean()
    with pytest.raises(IntegrityError), transaction.atomic():
        category.save()


def test_every_first_segment_of_an_address_is_reserved():
    from django.urls import get_resolver

    first = {str(p.pattern).split("/")[0] for p in get_resolver("articles.urls").url_patterns}
    first |= {str(p.pattern).split("/")[0] for p in get_resolver().url_patterns}
    words = {f for f in first if f and "<" not in f and "." not in f}  # no slug has a dot
    assert words <= set(RESERVED_SLUGS)


@pytest.mark.django_db
def test_a_category_cannot_stand_below_itself(category):
    child = Category.objects.create(name="Sleep", slug="sleep", parent=category)
    category.parent = child
    with pytest.raises(ValidationError, match="below itself"):
        category.full_clean()


@pytest.mark.django_db
def test_two_tags_cannot_differ_only_in_case(draft):
    draft.tags.add("Sleep")
    draft.tags.add("sleep", "SLEEP")
    assert [t.name for t in draft.tags.all()] == ["Sleep"]
    with pytest.raises(IntegrityError), transaction.atomic():
        Tag.objects.create(name="sLEEP", slug="other")


@pytest.mark.django_db
@pytest.mark.parametrize(
    "facts", [{"alt": "", "decorative": False}, {"alt": "x", "decorative": True}]
)
def test_an_image_says_what_it_shows_or_that_it_only_decorates(facts, author):
    image = Image(file="images/x.png", width=1, height=1, uploaded_by=author, **facts)
    with pytest.raises(ValidationError, match="Say what the picture shows"):
        image.full_clean()
    with pytest.raises(IntegrityError), transaction.atomic():
        image.save()


@pytest.mark.django_db
def test_a_reserved_word_in_capitals_is_refused_too():
    with pytest.raises(ValidationError, match="small letters"):
        Category(name="X", slug="Admin").full_clean()
    with pytest.raises(IntegrityError), transaction.atomic():
        Category.objects.create(name="X", slug="Admin")


@pytest.mark.django_db
def test_an_exception_is_a_record(draft, publisher):
    from articles import workflow
    from articles.models import Exemption

    workflow.publish_unreviewed(draft, by=publisher, reason="An outbreak.")
    for change in (lambda q: q.update(reason="x"), lambda q: q.delete()):
        with (
            pytest.raises(Exception, match="never changed|protected|Cannot delete"),
            transaction.atomic(),
        ):
            change(Exemption.objects.all())
