"""Practices and registered patients: the denominator of most figures, and the words that name it."""

from dataclasses import dataclass

from domain.areas import Area, Level, TakesPart
from domain.periods import Period
from indicators.derive.takes_part import not_taking_part
from indicators.view import View

NORM_PRACTICE = 2095
"""Registered patients of one norm practice (Projectplan Twente)."""


@dataclass(frozen=True, kw_only=True)
class Registered:
    """`where` names what was counted: `in Enschede`, `in de 11 gemeenten van Twente die meedoen`."""

    practices: int
    participating: int
    patients: float
    patients_participating: float
    where: str


def registered(view: View, period: Period | None = None) -> Registered | None:
    """At the end of the period (or the data date). None where no practices are known.

    Of a region only the municipalities that take part count: the others are no part of its agreement.
    """
    areas = _counted(view, period)
    every = [view.cell("practices", "all", code, period) for code in areas]
    joined = [view.cell("practices", "participating", code, period) for code in areas]
    if not all(cell.shown and cell.count for cell in every):
        return None
    return Registered(
        practices=sum(c.count or 0 for c in every), participating=sum(c.count or 0 for c in joined),
        patients=sum(c.sum or 0 for c in every), patients_participating=sum(c.sum or 0 for c in joined),
        where=_where(view.area, areas),
    )  # fmt: skip


def unknown(view: View) -> str:
    """The sentence where no practices are known."""
    return not_taking_part(view) or f"Van {view.area.name} zijn over deze periode geen praktijken bekend."


def no_patients(view: View) -> str:
    """The sentence where practices are known, and nothing of their patients."""
    return f"Hoeveel patiënten zijn ingeschreven bij de praktijken van {view.area.name}, is niet geleverd."


def municipalities(view: View) -> tuple[Area, ...]:
    """The municipalities of a region that take part; of another area the area itself."""
    if view.area.level is not Level.REGION:
        return (view.area,)
    return tuple(a for a in view.geography.children(view.area.code) if a.takes_part is TakesPart.YES)


def _counted(view: View, period: Period | None) -> list[str]:
    """Codes to add up. The region's own row where all take part, or where a municipality is not in these cells."""
    codes = [a.code for a in municipalities(view)]
    known = all(view.cell("practices", "all", code, period).shown for code in codes)
    every = len(codes) == len(view.geography.children(view.area.code))
    return codes if codes and known and not every else [view.area.code]


def _where(area: Area, codes: list[str]) -> str:
    if codes == [area.code]:
        return f"in {area.name}"
    if len(codes) == 1:
        return f"in de ene gemeente van {area.name} die meedoet"
    return f"in de {len(codes)} gemeenten van {area.name} die meedoen"
