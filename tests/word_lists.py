"""The lists that a migration loads; a test that empties the tables takes them from those after."""

from articles.models import WordList, WordListVersion
from articles.quality import shipped


def load_where_missing():
    if WordList.objects.exists():
        return
    for each in shipped.LISTS:
        facts = {name: getattr(each, name) for name in ("key", "kind", "title", "explanation")}
        WordListVersion.objects.create(
            word_list=WordList.objects.create(**facts),
            number=1,
            text=each.text,
            source=each.source,
            reason="Came with HealthHub.",
        )
