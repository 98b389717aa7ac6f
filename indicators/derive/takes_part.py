"""A municipality that does not take part is told apart from one without figures."""

from dataclasses import replace
from typing import TYPE_CHECKING

from domain.areas import TakesPart
from domain.cells import Status
from domain.results import Result
from indicators.derive.common import sentence_of, withheld
from indicators.view import View

if TYPE_CHECKING:
    from indicators.indicator import Indicator


def not_taking_part(view: View) -> str | None:
    """The sentence for a municipality (or a part of one) that prepares or does not take part; None for all others."""
    area = view.geography.municipality_of(view.area.code)
    if area is None or area.takes_part is TakesPart.YES:
        return None
    if area.takes_part is TakesPart.PREPARING:
        return f"{area.name} doet nog niet mee aan Welzijn op Recept: de gemeente bereidt zich voor."
    return f"{area.name} doet niet mee aan Welzijn op Recept."


def stopped(view: View, indicator: "Indicator", table: str | None = None) -> Result | None:
    """As `withheld`, and where the area does not take part the sentence says so."""
    found, said = withheld(view, indicator, table), not_taking_part(view)
    if found is None or said is None:
        return found
    explained = sentence_of(view, found.status)
    return replace(found, sentence=f"{said} {explained}" if found.status is Status.HIDDEN else said, notes=())
