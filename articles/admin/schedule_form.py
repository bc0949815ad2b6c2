"""The form by which a step is left to the clock: what, when, and by the clocks of which place."""

from itertools import groupby

from django import forms

from articles import local_time
from articles.models import ScheduledVerb


def zone_choices():
    """The zones by region, as a list that a person can find their own in."""
    regions = groupby(local_time.zones(), key=lambda name: name.partition("/")[0])
    for region, names in regions:
        named = [(name, name.partition("/")[2].replace("_", " ") or name) for name in names]
        yield from named if region == "UTC" else [(region, named)]


class ScheduleForm(forms.Form):
    verb = forms.ChoiceField(label="What", widget=forms.RadioSelect)
    day = forms.DateField(
        input_formats=["%Y-%m-%d"], widget=forms.DateInput({"type": "date"}, "%Y-%m-%d")
    )
    clock = forms.TimeField(
        label="Time", input_formats=["%H:%M"], widget=forms.TimeInput({"type": "time"}, "%H:%M")
    )
    zone = forms.ChoiceField(label="Time zone", choices=zone_choices)
    which = forms.ChoiceField(required=False, widget=forms.RadioSelect)
    reason = forms.CharField(
        required=False,
        max_length=2000,
        widget=forms.Textarea({"rows": 3}),
        label="Reason of the withdrawal",
        help_text="Readers will see it. For a withdrawal only.",
    )

    def __init__(self, data, *, verbs, zone):
        super().__init__(data, initial={"zone": zone, "verb": verbs[0]})
        self.fields["verb"].choices = [(verb.value, verb.label) for verb in verbs]
        self.fields["which"].choices = [("0", "the first"), ("1", "the second")]
        if ScheduledVerb.EXPIRE not in verbs:
            del self.fields["reason"]
        self.twice = []

    def clean(self):
        typed = super().clean()
        if typed.keys() >= {"day", "clock", "zone"}:
            try:
                found = local_time.moments(typed["day"], typed["clock"], typed["zone"])
            except local_time.NoSuchTime as no:
                self.add_error("clock", str(no))
            else:
                typed["at"] = self._the_one_meant(found, typed)
        if typed.get("verb") == ScheduledVerb.EXPIRE and not typed.get("reason", "").strip():
            self.add_error("reason", "Write the reason, which readers will see.")
        return typed

    def _the_one_meant(self, found, typed):
        if len(found) == 1:
            return found[0]
        offsets = [local_time.offset(moment, typed["zone"]) for moment in found]
        names = ("The first", "The second")
        labels = [f"{n}, {o}" for n, o in zip(names, offsets, strict=True)]
        self.twice = list(zip(("0", "1"), labels, strict=True))
        if typed.get("which") in ("0", "1"):
            return found[int(typed["which"])]
        self.add_error(
            "which",
            f"The clocks of {typed['zone']} are set back then, so they show {typed['clock']:%H:%M} "
            "twice. Say which one you mean.",
        )
        return None
