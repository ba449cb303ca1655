"""What is typed or given as a file → the user's own sites, and faults in words that say what to do."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Any

from django import forms
from django.conf import settings
from django.utils import translation
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from sakkhi.ingest.site_files import MAX_BYTES, SiteFault, Wrong
from sakkhi.model.marking import Marking
from sakkhi.model.own_site import LARGEST_RADIUS, MOST_NAME, MOST_NOTE, MOST_RADII, RADII, OwnSite, written
from sakkhi.tables.labels import country_labels

_DIGITS = str.maketrans({"\u066b": ".", "\u060c": ",", "\u061b": ",", ";": ","})


class SiteForm(forms.Form):
    """A site as a person types it; digits of any script will do."""

    name = forms.CharField(label=gettext_lazy("Name"), max_length=MOST_NAME)
    lat = forms.CharField(label=gettext_lazy("Latitude"), max_length=30, help_text="36.19")
    lon = forms.CharField(label=gettext_lazy("Longitude"), max_length=30, help_text="44.01")
    country = forms.ChoiceField(label=gettext_lazy("Country"), required=False)
    radii = forms.CharField(label=gettext_lazy("Distances in km"), max_length=60, initial="5, 25, 100")
    note = forms.CharField(
        label=gettext_lazy("Note"), required=False, max_length=MOST_NOTE, widget=forms.Textarea(attrs={"rows": 2})
    )

    marking = forms.ChoiceField(label=gettext_lazy("Who may see it"), required=False)

    def __init__(self, *args: Any, marks: Iterable[Marking] = (), **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["marking"].choices = [(mark.value, mark.label) for mark in marks]
        if not self.fields["marking"].choices:
            del self.fields["marking"]
        language = (translation.get_language() or "en").partition("-")[0]
        named = sorted(((code, name) for code, name, _, _ in country_labels(language)), key=lambda c: c[1])
        self.fields["country"].choices = [("", "—"), *named]
        for name in ("name", "note"):
            self.fields[name].widget.attrs["dir"] = "auto"
        for name in ("lat", "lon", "radii"):
            self.fields[name].widget.attrs |= {"dir": "ltr", "inputmode": "text"}

    def clean_name(self) -> str:
        """The name without what is not seen."""
        name = written(self.cleaned_data["name"], MOST_NAME)
        if not any(c.isalnum() for c in name):
            raise forms.ValidationError(_("Write a name with letters or digits in it."))
        return name

    def clean_note(self) -> str:
        """The note without what is not seen."""
        return written(self.cleaned_data["note"], MOST_NOTE)

    def clean_lat(self) -> float:
        """Degrees north."""
        return _degrees(self.cleaned_data["lat"], 90)

    def clean_lon(self) -> float:
        """Degrees east."""
        return _degrees(self.cleaned_data["lon"], 180)

    def clean_radii(self) -> tuple[float, ...]:
        """Kilometres, rising."""
        told = self.cleaned_data["radii"].translate(_DIGITS).replace(",", " ").split()
        radii = sorted({_number(part) for part in told})
        if not 1 <= len(radii) <= MOST_RADII or not 0 < radii[0] <= radii[-1] <= LARGEST_RADIUS:
            raise forms.ValidationError(
                _("Write one to %(most)s distances of up to %(largest)s km, parted by commas.")
                % {"most": MOST_RADII, "largest": f"{LARGEST_RADIUS:g}"}
            )
        return tuple(radii)

    def site(self, number: int = 0, marking: Marking = Marking.CLEAR) -> OwnSite:
        """The site, once the form is valid; its mark is `marking` where the form chooses none."""
        found = self.cleaned_data
        chosen = Marking(found["marking"]) if found.get("marking") else marking
        return OwnSite(
            found["name"], found["lat"], found["lon"], found["country"], found["radii"], found["note"], number, chosen
        )


def filled(site: OwnSite, marks: Iterable[Marking] = ()) -> SiteForm:
    """The form with a site's values."""
    told = {
        "name": site.name, "lat": f"{site.lat:g}", "lon": f"{site.lon:g}", "country": site.country, "note": site.note,
        "radii": ", ".join(f"{km:g}" for km in site.radii or RADII), "marking": site.marking.value,
    }  # fmt: skip
    return SiteForm(initial=told, marks=marks)


def headings() -> dict[str, str]:
    """The columns' headings in every language of the desk, as `ingest.site_files` wants them."""
    out: dict[str, str] = {}
    for code, _name in settings.LANGUAGES:
        with translation.override(code):
            for column in ("name", "lat", "lon", "country", "note", "marking"):
                out[str(SiteForm.base_fields[column].label).casefold()] = column
    return out


def in_words(faults: Iterable[SiteFault]) -> list[tuple[int, str, str]]:
    """(row, what is wrong, what to do) of each fault; row 0 is the whole file."""
    said, out = _said(), []
    for fault in faults:
        what, remedy = said[fault.wrong]()
        out.append((fault.row, what % {"value": fault.value}, remedy))
    return out


def _said() -> dict[Wrong, Callable[[], tuple[str, str]]]:
    encoding = _("Save it as UTF-8 and give it again.")
    point = _("Give each place as a point: longitude, then latitude.")
    return {
        Wrong.TOO_LARGE: lambda: (
            _("The file is larger than %(most)s MB.") % {"most": MAX_BYTES // 1_000_000},
            _("Part it and give the parts one after the other."),
        ),
        Wrong.EMPTY: lambda: (_("The file is empty."), _("Give a CSV, GeoJSON or KML file.")),
        Wrong.NO_TEXT: lambda: (_("The file is no text that can be read."), encoding),
        Wrong.ZIPPED: lambda: (_("The file is packed (ZIP, KMZ, XLSX)."), _("Unpack it, or save it as CSV.")),
        Wrong.BROKEN: lambda: (_("The file breaks off or is damaged: %(value)s"), _("Export it anew and try again.")),
        Wrong.FORBIDDEN: lambda: (
            _("The file defines entities or a document type of its own, which is not read."),
            _("Export the places anew as plain KML."),
        ),
        Wrong.NO_COLUMNS: lambda: (
            _("The first line does not name the columns: %(value)s"),
            _("Name the columns: name, lat, lon; and if you like: country, note."),
        ),
        Wrong.NO_PLACES: lambda: (_("There are no places in the file."), _("Give a CSV, GeoJSON or KML file.")),
        Wrong.TOO_MANY: lambda: (
            _("There are more than %(value)s places; those before were read."),
            _("Part it and give the parts one after the other."),
        ),
        Wrong.NO_NAME: lambda: (_("The place has no name."), _("Write a name with letters or digits in it.")),
        Wrong.NO_POINT: lambda: (_("The place is no point: %(value)s"), point),
        Wrong.NO_NUMBER: lambda: (_("This is no number: %(value)s"), _("Write degrees with decimals, such as 36.19.")),
        Wrong.BAD_LATITUDE: lambda: (
            _("Latitude %(value)s is not between -90 and 90."),
            _("Look whether latitude and longitude are swapped."),
        ),
        Wrong.NO_MARKING: lambda: (
            _("This is no mark of TLP 2.0: %(value)s"),
            _("Write CLEAR, GREEN, AMBER, AMBER+STRICT or RED."),
        ),
        Wrong.BAD_LONGITUDE: lambda: (
            _("Longitude %(value)s is not between -180 and 180."),
            _("Write degrees with decimals, such as 36.19."),
        ),
    }


def _degrees(text: str, most: int) -> float:
    value = _number(text.translate(_DIGITS).replace(",", "."))
    if not -most <= value <= most:
        raise forms.ValidationError(_("Write degrees between -%(most)s and %(most)s.") % {"most": most})
    return value


def _number(text: str) -> float:
    try:
        value = float(text.strip().strip("°").replace("\u2212", "-"))
    except ValueError:
        value = float("nan")
    if value != value or value in (float("inf"), float("-inf")) or "_" in text:
        raise forms.ValidationError(_("Write degrees with decimals, such as 36.19."))
    return value
