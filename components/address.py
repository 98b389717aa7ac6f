"""The address of a view (`regio`, `gemeente`, `kern`, `periode`, `vergelijk`), read and written as pure functions.

The address is complete: nothing is left out because it is a default, so the same link gives the same view to everyone
who may see it. `regio=alle` stands for everything in the viewer's scope.
"""

from dataclasses import replace
from urllib.parse import urlencode

from components.address_check import (
    ALL,
    KEYS,
    NO,
    YES,
    Params,
    Problems,
    Reader,
    Span,
    WrongError,
    clean,
    single_values,
)
from domain.areas import Area, Geography, Level
from domain.periods import Grain, Period, parse_period, periods_between
from domain.permissions import LIVE, TABLE, Access
from domain.viewer import Selection, Viewer

AREA_KEYS = KEYS[:3]


def parse_address(params: Params, geography: Geography, viewer: Viewer, span: Span) -> Selection | Problems:
    """The view an address asks for, or every reason why it cannot be shown. Never raises, whatever is in `params`.

    What is not in the address gets its default: everything in the scope, and the year of the data date.
    """
    values, sentences = single_values(params)
    reader = Reader(geography=geography, viewer=viewer, span=span, values=values)
    parts: dict[str, object] = {}
    for name, read in (("area", reader.area), ("period", reader.period), ("compare", reader.compare)):
        try:
            parts[name] = read()
        except WrongError as wrong:
            sentences.append(str(wrong))
    return Problems(sentences=tuple(sentences)) if sentences else Selection(**parts)  # type: ignore[arg-type]


def landing(params: Params, geography: Geography, viewer: Viewer) -> Params:
    """The address with the viewer's own area in it, where it names no area and the account has one."""
    if viewer.home not in geography.by_code or any(clean(v) for key in AREA_KEYS for v in params.get(key, ())):
        return params
    return {**params, **{key: [name] for key, name in area_address(geography.by_code[viewer.home], geography).items()}}


def area_address(area: Area | None, geography: Geography) -> dict[str, str]:
    """`regio`, `gemeente` and `kern` as far as the area has them."""
    if area is None:
        return {"regio": ALL}
    found = {"regio": geography.region_of(area.code).name}
    municipality = geography.municipality_of(area.code)
    if municipality:
        found["gemeente"] = municipality.name
    if area.level is Level.VILLAGE:
        found["kern"] = area.name
    return found


def address_of(selection: Selection, geography: Geography) -> dict[str, str]:
    """The complete address of a view."""
    return {
        **area_address(selection.area, geography),
        "periode": selection.period.code,
        "vergelijk": YES if selection.compare else NO,
    }


def link(slug: str, selection: Selection, geography: Geography) -> str:
    """`/begroting?regio=Twente&...`: the same view on a page, for links within the dashboard."""
    return f"/{slug}?{urlencode(address_of(selection, geography))}"


def changed(selection: Selection, geography: Geography, key: str, value: str | bool | None) -> Selection:
    """The view after one filter was changed; `value` is an area code, a period code, or whether to compare.

    A larger area drops the smaller one: no old municipality stays behind under another region.
    """
    if key == "vergelijk":
        return replace(selection, compare=bool(value))
    if key == "periode":
        return replace(selection, period=parse_period(str(value)))
    return replace(selection, area=geography.by_code[str(value)] if value else _around(selection.area, geography, key))


def period_options(viewer: Viewer, span: Span, current: Period) -> tuple[Period, ...]:
    """Newest first by grain; quarters and months only for who sees live figures. `current` is always among them."""
    fine = (Grain.QUARTER, Grain.MONTH) if TABLE[LIVE.key][viewer.role] is not Access.NO else ()
    grains = (Grain.YEAR, Grain.HALF, *fine)
    found = tuple(p for grain in grains for p in reversed(periods_between(span.first, span.last, grain)))
    return found if current in found else (current, *found)


def _around(area: Area | None, geography: Geography, key: str) -> Area | None:
    """What stays when the filter `key` is cleared."""
    if area is None or key == "regio":
        return None
    return geography.municipality_of(area.code) if key == "kern" else geography.region_of(area.code)
