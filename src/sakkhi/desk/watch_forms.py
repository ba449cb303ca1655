"""What is typed → a watch, each fault told at its field; `collect.watching` has the last word."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from django import forms
from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _

from sakkhi.collect.watching import named_site, on_earth
from sakkhi.desk.words import words
from sakkhi.model.alert import Occasion
from sakkhi.model.incident import Method, Outcome, Stance, TargetType
from sakkhi.model.own_site import written
from sakkhi.model.watch import BOUNDS, MOST_CORNERS, MOST_NAME, WatchRow
from sakkhi.tables.labels import country_labels

_MOST_TEXT = 4000
_SEPARATORS = str.maketrans({"\u060c": ",", "\u061b": ";", "\u066b": "."})  # comma, semicolon and decimal of Arabic
_CLOSED: dict[str, tuple[Any, str]] = {
    "on": (Occasion, "occasion"), "method": (Method, "method"), "outcome": (Outcome, "outcome"),
    "target": (TargetType, "target"), "stance": (Stance, "stance"),
}  # fmt: skip


class Numeral(forms.CharField):
    """A number that may be left out, in digits of any script, within the bounds of a watch's `key`."""

    def __init__(self, key: str, *, whole: bool = True, **options: Any) -> None:
        super().__init__(
            max_length=12,
            required=False,
            widget=forms.TextInput(attrs={"dir": "ltr", "inputmode": "decimal"}),
            **options,
        )
        self.key, self.whole = key, whole

    def clean(self, value: Any) -> float | int | None:
        """The number; None where nothing was typed."""
        text = super().clean(value).translate(_SEPARATORS).strip()
        if not text:
            return None
        least, most = BOUNDS[self.key]
        try:
            number = int(text) if self.whole else float(text)
        except ValueError:
            number = -1
        if "_" in text or not least <= number <= most:
            told = {"least": words().number(least), "most": words().number(most)}
            if self.whole:
                raise forms.ValidationError(_("Write a whole number from %(least)s to %(most)s.") % told)
            raise forms.ValidationError(_("Write a number from %(least)s to %(most)s.") % told)
        return number


class Choices(forms.MultipleChoiceField):
    """Some of a closed list; none is no condition."""

    def __init__(self, **options: Any) -> None:
        super().__init__(widget=forms.CheckboxSelectMultiple, **options)


class WatchForm(forms.Form):
    """A watch as a person types it. `channels` are the ways out that there are, `taken` the names that are in use."""

    name = forms.CharField(label=gettext_lazy("Name"), max_length=MOST_NAME)
    on = Choices(label=gettext_lazy("What is told"), initial=[Occasion.NEW.value])
    site = forms.CharField(
        label=gettext_lazy("Near a site"), max_length=200, required=False,
        help_text=gettext_lazy("A site of yours, a known base or field, or NAME, latitude, longitude."),
    )  # fmt: skip
    within = Numeral("within", whole=False, label=gettext_lazy("Within how many km of the site"), initial="50")
    area = forms.CharField(
        label=gettext_lazy("In an area"), max_length=_MOST_TEXT, required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=gettext_lazy("Three corners or more, a line each: latitude, longitude."),
    )  # fmt: skip
    country = forms.MultipleChoiceField(
        label=gettext_lazy("In a country"), required=False, widget=forms.SelectMultiple(attrs={"size": 6})
    )
    imprecise = forms.BooleanField(
        label=gettext_lazy("Also where the place is known to the province alone"), required=False
    )
    method = Choices(label=gettext_lazy("Method"), required=False)
    outcome = Choices(label=gettext_lazy("Outcome"), required=False)
    target = Choices(label=gettext_lazy("Target"), required=False)
    actor = forms.CharField(
        label=gettext_lazy("Somebody names one of"), max_length=_MOST_TEXT, required=False,
        help_text=gettext_lazy("Groups or states in any of the languages, parted by commas."),
    )  # fmt: skip
    stance = Choices(label=gettext_lazy("How surely they are named"), required=False)
    killed = Numeral("killed", label=gettext_lazy("Killed, at least"))
    casualties = Numeral("casualties", label=gettext_lazy("Killed and injured, at least"))
    fresh = Numeral("fresh", label=gettext_lazy("No older than so many days"), initial="7")
    days = Numeral("days", label=gettext_lazy("For a rate: days that are counted"), initial="7")
    usual = Numeral("usual", label=gettext_lazy("For a rate: days before, that say what is usual"), initial="365")
    ahead = Numeral("ahead", label=gettext_lazy("For an anniversary: days before it"), initial="14")
    to = Choices(label=gettext_lazy("Ways out"), required=False)

    def __init__(
        self, *args: Any, channels: Iterable[str], taken: Iterable[str] = (), sites: Sequence[str] = (),
        named: str = "", **kwargs: Any,
    ) -> None:  # fmt: skip
        super().__init__(*args, **kwargs)
        now, language = words(), (get_language() or "en").partition("-")[0]
        for name, (values, group) in _CLOSED.items():
            self.fields[name].choices = [(one.value, now.label(group, one.value)) for one in values]
        self.fields["to"].choices = [(name, name) for name in channels]
        countries = ((code, name) for code, name, _lat, _lon in country_labels(language))
        self.fields["country"].choices = sorted(countries, key=lambda one: one[1])
        for name in ("name", "site", "actor"):
            self.fields[name].widget.attrs["dir"] = "auto"
        self.fields["site"].widget.attrs["list"] = "own-sites"
        self.fields["area"].widget.attrs["dir"] = "ltr"
        if named:
            self.fields["name"].disabled = True
            self.fields["name"].help_text = _("It keeps its name, because its messages go by it.")
        self.taken, self.sites, self.named = frozenset(taken), tuple(sites), named

    def groups(self) -> Iterator[tuple[str, list[Any]]]:
        """The fields under headings."""
        for title, names in (
            (_("Watch"), ("name", "on")),
            (_("Where"), ("site", "within", "area", "country", "imprecise")),
            (_("What kind"), ("method", "outcome", "target", "killed", "casualties")),
            (_("Who"), ("actor", "stance")),
            (_("When"), ("fresh", "days", "usual", "ahead")),
            (_("Who is told"), ("to",)),
        ):
            yield title, [self[name] for name in names]

    def clean_name(self) -> str:
        """The name without what is not seen."""
        if self.named:
            return self.named
        name = written(self.cleaned_data["name"], MOST_NAME)
        if not any(c.isalnum() for c in name):
            raise forms.ValidationError(_("Write a name with letters or digits in it."))
        if name in self.taken:
            raise forms.ValidationError(_("A watch has this name already."))
        return name

    def clean_site(self) -> str:
        """A site that there is, or ""."""
        site = written(self.cleaned_data["site"], 200).translate(_SEPARATORS)
        if site and site not in self.sites and named_site(site) is None:
            raise forms.ValidationError(
                _("There is no such site. Choose one of yours, or write NAME, latitude, longitude.")
            )
        return site

    def clean_area(self) -> tuple[tuple[float, float], ...]:
        """The corners (latitude, longitude)."""
        text = self.cleaned_data["area"].translate(_SEPARATORS)
        lines = [line for line in text.replace(";", "\n").splitlines() if line.strip()]
        if not lines:
            return ()
        try:
            corners = [tuple(float(part) for part in line.split(",")) for line in lines]
        except ValueError:
            corners = []
        if not 3 <= len(corners) <= MOST_CORNERS or any(len(c) != 2 or not on_earth((c[0], c[1])) for c in corners):
            raise forms.ValidationError(_("Write three corners or more, a line each: latitude, longitude."))
        return tuple((c[0], c[1]) for c in corners)

    def clean_actor(self) -> tuple[str, ...]:
        """The names, each once."""
        text = self.cleaned_data["actor"].translate(_SEPARATORS).replace(";", ",").replace("\n", ",")
        return tuple(dict.fromkeys(name for part in text.split(",") if (name := written(part, 200))))

    def row(self) -> WatchRow:
        """The watch, once the form is valid; what was left empty is as if it were not said."""
        told = {name: value for name, value in self.cleaned_data.items() if value is not None}
        for name in ("country", "to", *(_CLOSED)):
            told[name] = tuple(told[name])
        return WatchRow(**told | {"on": tuple(map(Occasion, told["on"]))})


def filled(row: WatchRow) -> dict[str, Any]:
    """What the form shows at first of a watch that is there."""
    told: dict[str, Any] = {name: getattr(row, name) for name in row.__struct_fields__}
    for name in BOUNDS:
        told[name] = "" if told[name] is None else f"{told[name]:g}"
    told["area"] = "\n".join(f"{lat:g}, {lon:g}" for lat, lon in row.area)
    told["actor"] = ", ".join(row.actor)
    return told
