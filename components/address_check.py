"""Checks the parameters of an address one by one; every refusal is a Dutch sentence that says what to do."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from domain.areas import Area, Geography, Level
from domain.dutch import day, listing
from domain.periods import Grain, Period, parse_period
from domain.permissions import choosable, choosable_regions
from domain.viewer import Viewer

KEYS = ("regio", "gemeente", "kern", "periode", "vergelijk")
ALL = "alle"
YES, NO = "ja", "nee"
LONGEST_ECHO = 40
LONGEST_LIST = 12

Params = Mapping[str, Sequence[str]]
"""Every value of each parameter, as the browser gave them."""


@dataclass(frozen=True, kw_only=True)
class Choice:
    """The periods that can be chosen for an area, as the filter lists them; the figures cover `first` to `last`.

    None at all: nothing of the area was released, and it does not matter what is chosen.
    """

    first: date
    last: date
    periods: tuple[Period, ...] = ()

    @property
    def default(self) -> Period:
        """The year of the last day, where it can be chosen."""
        year = Period(year=self.last.year)
        return year if not self.periods or year in self.periods else self.periods[0]

    @property
    def only(self) -> Period | None:
        """The one period since a start, where there is no other."""
        return self.periods[0] if [p.grain for p in self.periods] == [Grain.START] else None

    def covers(self, period: Period) -> bool:
        return period.end >= self.first and period.start <= self.last

    def nearest(self, period: Period) -> Period:
        """The period itself, else the shortest calendar period that it lies in, else the default."""
        if not self.periods or period in self.periods:
            return period
        around = [p for p in self.periods if p.months and p.start <= period.start and p.end >= period.end]
        return min(around, key=lambda p: p.months, default=self.default)

    @property
    def words(self) -> str:
        return f"van {day(self.first)} tot en met {day(self.last)}"


@dataclass(frozen=True, kw_only=True)
class Problems:
    """Why an address cannot be shown: Dutch sentences (plain text, no markdown) that say what to do."""

    sentences: tuple[str, ...]


class WrongError(Exception):
    """One wrong parameter; the text is the sentence."""


@dataclass(frozen=True, kw_only=True)
class Reader:
    """Reads what `values` (one text for each parameter) ask for. Every method raises WrongError."""

    geography: Geography
    viewer: Viewer
    values: dict[str, str]

    def period(self) -> Period | None:
        code = self.values.get("periode")
        if code is None:
            return None
        try:
            return parse_period(code.upper())
        except ValueError:
            raise WrongError(
                f"De periode {_echo(code)} kennen we niet. Kies een periode uit de lijst, of schrijf in het adres "
                "een jaar (2025), halfjaar (2025-H1), kwartaal (2025-Q3), maand (2025-07) of begin (vanaf-2023-07)."
            ) from None

    def compare(self) -> bool:
        value = self.values.get("vergelijk", NO).casefold()
        if value not in (YES, NO):
            raise WrongError(f"Achter vergelijk staat {_echo(value)}. Schrijf daar {YES} of {NO}.")
        return value == YES

    def area(self) -> Area | None:
        """The smallest area that is named; the areas around it must agree with it."""
        region, municipality = self.region(), self.municipality()
        village = self.village(municipality)
        smallest = village or municipality
        if smallest is None:
            return region or whole_scope(self.viewer, self.geography)
        around = self.geography.region_of(smallest.code)
        if region and region != around:
            raise WrongError(f"{smallest.name} ligt niet in de regio {region.name}, maar in {around.name}. "
                              "Haal de regio uit het adres, of kies opnieuw.")  # fmt: skip
        return smallest

    def region(self) -> Area | None:
        name = self.values.get("regio")
        if name is None or name.casefold() == ALL:
            return None
        known = self.geography.named(Level.REGION, name)
        return _allowed("regio", name, known, choosable_regions(self.viewer, self.geography))

    def municipality(self) -> Area | None:
        name = self.values.get("gemeente")
        if name is None:
            return None
        known = self.geography.named(Level.MUNICIPALITY, name)
        return _allowed("gemeente", name, known, choosable(self.viewer, self.geography))

    def village(self, municipality: Area | None) -> Area | None:
        name = self.values.get("kern")
        if name is None:
            return None
        parents = {a.code: a for a in choosable(self.viewer, self.geography)}
        if municipality:
            return _village_of(municipality, name, self.geography)
        found = [a for a in self.geography.named(Level.VILLAGE, name) if a.parent in parents]
        if not found:
            raise WrongError(f"De kern, wijk of het stadsdeel {_echo(name)} is er niet in uw gemeenten. "
                              "Kies eerst een gemeente en dan een kern uit de lijst.")  # fmt: skip
        if len(found) > 1:
            where = listing([parents[a.parent].name for a in found if a.parent])
            raise WrongError(f"{found[0].name} is er meer dan één keer: in {where}. Kies ook de gemeente.")
        return found[0]


def settled(asked: Period | None, area: Area | None, choice: Choice) -> tuple[Period, str]:
    """The period to show, and a sentence where it is another than was asked for. Raises WrongError."""
    if asked is None:
        return choice.default, ""
    if not choice.only and not choice.covers(asked):
        raise WrongError(f"Over {asked.label} zijn er geen gegevens; die lopen {choice.words}. "
                          "Kies een periode daarbinnen.")  # fmt: skip
    found = choice.nearest(asked)
    return found, "" if found == asked else _instead(asked, found, area.name if area else "dit gebied", choice)


def _instead(asked: Period, found: Period, name: str, choice: Choice) -> str:
    if choice.only:
        return f"Van {name} zijn er alleen cijfers {found.label}. Die ziet u hier."
    if asked.grain is Grain.START:
        return f"Cijfers {asked.label} zijn er alleen van een kern, wijk of stadsdeel. U ziet nu {found.label}."
    return f"Over {asked.label} zijn van {name} geen cijfers vrijgegeven. U ziet nu {found.label}."


def whole_scope(viewer: Viewer, geography: Geography) -> Area | None:
    """The region, where everything in the scope lies in one; otherwise no single area."""
    regions = choosable_regions(viewer, geography)
    return regions[0] if len(regions) == 1 else None


def single_values(params: Params) -> tuple[dict[str, str], list[str]]:
    """The value of each parameter that has one, and a sentence for each that has several."""
    values: dict[str, str] = {}
    sentences = []
    for key in KEYS:
        given = list(dict.fromkeys(v for v in map(clean, params.get(key, ())) if v))
        if len(given) > 1:
            sentences.append(f"In het adres staat {key} meer dan één keer. Laat er één staan, of kies opnieuw.")
        elif given:
            values[key] = given[0]
    return values, sentences


def _allowed(kind: str, name: str, known: Sequence[Area], allowed: Sequence[Area]) -> Area:
    found = next((area for area in known if area in allowed), None)
    if found:
        return found
    what = f"{known[0].name} hoort niet bij uw account" if known else f"{_echo(name)} kennen we niet"
    names = [area.name for area in allowed]
    advice = f"U kunt kiezen uit {listing(names)}." if 0 < len(names) <= LONGEST_LIST else "Kies er een uit de lijst."
    raise WrongError(
        f"De {kind} {what}. {advice if names else 'Uw account heeft nog geen gemeenten: vraag de beheerder.'}"
    )


def _village_of(municipality: Area, name: str, geography: Geography) -> Area:
    villages = geography.children(municipality.code)
    found = next((a for a in villages if a.name.casefold() == name.casefold()), None)
    if found:
        return found
    names = [a.name for a in villages]
    advice = f"U kunt kiezen uit {listing(names)}." if 0 < len(names) <= LONGEST_LIST else "Haal kern uit het adres."
    raise WrongError(f"{_echo(name)} is er niet in {municipality.name}. {advice}")


def clean(value: str) -> str:
    """Without what cannot be printed and without spaces around it."""
    return "".join(c for c in value if c.isprintable()).strip()


def _echo(value: str) -> str:
    """What someone typed, short enough to repeat in a sentence."""
    return f"“{value if len(value) <= LONGEST_ECHO else value[:LONGEST_ECHO] + '…'}”"
