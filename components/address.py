"""The address of a view (`regio`, `gemeente`, `kern`, `periode`, `vergelijk`), read and written as pure functions.

The address is complete: nothing is left out because it is a default, so the same link gives the same view to everyone
who may see it. `regio=alle` stands for everything in the viewer's scope.
"""

from collections.abc import Callable
from dataclasses import replace
from typing import TypeVar
from urllib.parse import urlencode

from components.address_check import (
    ALL,
    KEYS,
    NO,
    YES,
    Choice,
    Params,
    Problems,
    Reader,
    WrongError,
    clean,
    settled,
    single_values,
)
from domain.areas import Area, Geography, Level
from domain.periods import parse_period
from domain.viewer import Selection, Viewer

AREA_KEYS = KEYS[:3]
Choices = Callable[[Area | None], Choice]
"""The periods that a viewer can choose for an area."""
Read = TypeVar("Read")


def parse_address(params: Params, geography: Geography, viewer: Viewer, choices: Choices) -> Selection | Problems:
    """The view an address asks for, or every reason why it cannot be shown. Never raises, whatever is in `params`.

    What is not in the address gets its default: everything in the scope, and the year of the data date.
    """
    values, sentences = single_values(params)
    reader = Reader(geography=geography, viewer=viewer, values=values)
    area, asked = _tried(reader.area, sentences), _tried(reader.period, sentences)
    compare = bool(_tried(reader.compare, sentences))
    if sentences:
        return Problems(sentences=tuple(sentences))
    try:
        period, note = settled(asked, area, choices(area))
    except WrongError as wrong:
        return Problems(sentences=(str(wrong),))
    return Selection(area=area, period=period, compare=compare, note=note)


def _tried(read: Callable[[], Read], sentences: list[str]) -> Read | None:
    """What is read; where that cannot be done None, and the reason among the sentences."""
    try:
        return read()
    except WrongError as wrong:
        sentences.append(str(wrong))
        return None


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


def _around(area: Area | None, geography: Geography, key: str) -> Area | None:
    """What stays when the filter `key` is cleared."""
    if area is None or key == "regio":
        return None
    return geography.municipality_of(area.code) if key == "kern" else geography.region_of(area.code)
