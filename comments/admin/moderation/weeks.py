"""Figures of the last weeks, as small charts, each with its table. Only folded weeks are read."""

from comments import charts, figures
from comments.admin.moderation.door import moderators, page


@moderators()
def weeks(request):
    found = figures.weeks()
    return page(
        request,
        "weeks",
        "Figures of the week",
        charts=_charts(found),
        week=found[-1] if found else None,
        filter=_filter(found[-1]) if found else None,
    )


def _charts(found):
    labels = [f"{week.monday:%-d %b}" for week in found]

    def of(title, *series, **options):
        return charts.bars(title, labels, series, **options)

    def percent(value):
        return f"{value:.0f}%"

    return [
        of(
            "Decisions",
            ("Approved", [week.approved for week in found]),
            ("Masked", [week.masked for week in found]),
            ("Rejected", [week.rejected for week in found]),
        ),
        of(
            "Time to a decision: half were quicker",
            ("Median", [week.median_wait for week in found]),
            write=charts.duration,
        ),
        of(
            "Time to a decision: nine of ten were quicker",
            ("90th percentile", [week.longest_wait for week in found]),
            write=charts.duration,
        ),
        of(
            "Agreement of second looks",
            ("The same", [figures.share(week.agreed, week.second_looks) for week in found]),
            write=percent,
            top=100,
        ),
        of(
            "Overturned on appeal",
            ("Of those decided", [figures.share(week.overturned, week.appeals) for week in found]),
            write=percent,
            top=100,
        ),
        of(
            "Escalated, taken back, sanctions",
            ("Escalated", [week.escalated for week in found]),
            ("Taken back", [week.undone for week in found]),
            ("Sanctions", [week.sanctions for week in found]),
        ),
    ]


def _filter(week):
    return {
        "honest": week.honest,
        "held": week.honest_held,
        "held_share": figures.share(week.honest_held, week.honest),
        "spam": week.spam,
        "missed": week.spam_let_through,
        "missed_share": figures.share(week.spam_let_through, week.spam),
    }
