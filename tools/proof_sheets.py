"""The files behind the cards as sheets: which figure, area and period they are of, and their rows by header."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime
from functools import cached_property

from domain.areas import Area, Geography
from domain.dutch import MONTHS_SHORT, listing
from domain.periods import CALENDAR, Grain, Period, periods_between
from indicators.catalogue import CATALOGUE
from tools.proof_read import File, number_in

BY_TITLE = {indicator.title: key for key, indicator in CATALOGUE.items()}
FIRST, LAST = date(2015, 1, 1), date(2035, 12, 31)


@dataclass(frozen=True, kw_only=True)
class Sheet:
    """`area` and `period` are codes, `rows` go by header, `notes` are the sentences under the figure."""

    indicator: str
    area: str
    period: str
    day: date
    notes: tuple[str, ...]
    rows: tuple[dict[str, str], ...]

    def numbers(self, header: str) -> Iterator[tuple[str, float]]:
        """The first column of each row that has a number under the header, with that number."""
        for row in self.rows:
            value = number_in(row.get(header, "").split(" ")[0])
            if value is not None:
                yield next(iter(row.values())), value


@dataclass(frozen=True)
class Names:
    """From the words on screen back to codes."""

    geography: Geography

    @cached_property
    def periods(self) -> dict[str, str]:
        found = [p for grain in CALENDAR for p in periods_between(FIRST, LAST, grain)]
        months = [p for p in found if p.grain is Grain.MONTH]
        since = [Period(year=p.year, grain=Grain.START, number=p.number) for p in months]
        short = {f"{MONTHS_SHORT[p.number - 1]} {p.year}": p.code for p in months}
        return {p.label: p.code for p in (*found, *since)} | short

    def period(self, label: str) -> str:
        """Of a label with or without 'tot en met <maand>'."""
        return self.periods[label.split(" tot en met ", maxsplit=1)[0]]

    def area(self, name: str, near: str) -> str:
        """Of an area with this name that is `near`, lies in it, or lies in the same region; `A en B samen` as `A+B`."""
        return self._named(name, self._around(near))

    def part(self, name: str, whole: str) -> str:
        """Of an area in the whole: many a village has the name of its municipality."""
        return self._named(name, self.geography.children(whole))

    def _named(self, name: str, around: tuple[Area, ...]) -> str:
        if name.endswith(" samen"):
            words = name.removesuffix(" samen")
            return next(code for code, said in self._together(around, words) if said == words)
        return next(a.code for a in around if a.name == name)

    def _around(self, near: str) -> tuple[Area, ...]:
        own, region = self.geography.by_code[near], self.geography.region_of(near)
        inside = self.geography.children(near)
        return (own, *inside, region, *self.geography.children(region.code))

    @staticmethod
    def _together(around: tuple[Area, ...], words: str) -> Iterator[tuple[str, str]]:
        named = {a.name: a.code for a in around if a.name in words}
        parts = [part for piece in words.split(" en ") for part in piece.split(", ")]
        if set(parts) <= set(named):
            yield "+".join(sorted(named[part] for part in parts)), listing(parts)


def sheets(files: tuple[File, ...], names: Names, near: str) -> Iterator[Sheet]:
    """Of the CSV files of one view of the area `near`; not of figures that a document prints."""
    for file in files:
        if file.kind == "csv" and CATALOGUE[_indicator(file)].tables:
            yield _sheet(file, names, near)


def _indicator(file: File) -> str:
    return BY_TITLE[dict(row[:2] for row in file.rows if len(row) == 2)["Titel"]]


def _sheet(file: File, names: Names, near: str) -> Sheet:
    split = file.rows.index(())
    head = {row[0]: row[1] for row in file.rows[:split]}
    headers, *rows = file.rows[split + 1 :]
    return Sheet(
        indicator=BY_TITLE[head["Titel"]],
        area=names.area(head["Gebied"], near),
        period=names.period(head["Periode"]),
        day=datetime.strptime(head["Peildatum"], "%d-%m-%Y").date(),  # noqa: DTZ007
        notes=tuple(row[1] for row in file.rows[:split] if row[0] == "Let op"),
        rows=tuple(dict(zip(headers, row, strict=True)) for row in rows),
    )
