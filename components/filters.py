"""The shared filters. The address is the authority: it is checked first, and the widgets are set from it.

Streamlit's own `bind="query-params"` is not used: it drops defaults from the address and quietly corrects what it does
not know. A page switch empties the address of what is not bound; what was chosen is then written back from the session
(before st.navigation, so that the browser keeps one step in its history).
"""

from dataclasses import replace
from urllib.parse import urlencode, urlsplit

import streamlit as st

from components import failure
from components.address import Choices, address_of, changed, landing, parse_address
from components.address_check import KEYS, Choice, Params, Problems
from components.plain import plain
from domain.areas import Area, Geography, Level
from domain.permissions import LIVE, TABLE, Access, choosable, choosable_regions, may_see
from domain.viewer import Selection, Viewer

HELD = "chosen"
NOT_YOURS = "{name} hoort niet bij uw gemeenten: u ziet de vrijgegeven cijfers."


def choose(viewer: Viewer, geography: Geography, choices: Choices) -> Selection | Problems:
    """What the address asks for, written back complete; the reasons where it cannot be shown."""
    found = parse_address(landing(_given(geography), geography, viewer), geography, viewer, choices)
    if isinstance(found, Selection):
        _keep(found, geography)
    return found


def draw(selection: Selection, viewer: Viewer, geography: Geography, choice: Choice) -> None:
    """The filters, in the container that is open."""
    chosen = _parts(selection.area, geography)
    _pick("regio", "Regio", choosable_regions(viewer, geography), chosen[Level.REGION], "Alle regio's", geography)
    _pick("gemeente", "Gemeente", choosable(viewer, geography), chosen[Level.MUNICIPALITY], "Hele regio",
          geography)  # fmt: skip
    _pick_village(chosen, geography)
    periods = {p.code: p.label_until(choice.last) for p in choice.periods or (selection.period,)}
    _set("periode", selection.period.code)
    st.selectbox("Periode", list(periods), format_func=periods.__getitem__, key=_key("periode"),
                 on_change=_changed, args=("periode", geography))  # fmt: skip
    _set("vergelijk", selection.compare)
    st.toggle("Vergelijk met vorige periode", key=_key("vergelijk"),
              on_change=_changed, args=("vergelijk", geography))  # fmt: skip


def copy_link(slug: str, selection: Selection, geography: Geography) -> None:
    """The full address of this view, with Streamlit's own copy button."""
    here = urlsplit(st.context.url or "")
    origin = f"{here.scheme}://{here.netloc}" if here.netloc else ""
    with st.popover("Kopieer link", icon=":material/link:", width="stretch"):
        st.caption("Deze link opent dezelfde weergave, na aanmelden.")
        st.code(f"{origin}/{slug}?{urlencode(address_of(selection, geography))}", language=None, wrap_lines=True)


def explain(selection: Selection, viewer: Viewer, geography: Geography) -> None:
    """Tells why another period is shown than was asked for, and a coordinator why another municipality shows less."""
    if selection.note:
        st.info(plain(selection.note))
    municipality = geography.municipality_of(selection.area.code) if selection.area else None
    if TABLE[LIVE.key][viewer.role] is Access.OWN and municipality and not may_see(viewer, LIVE, municipality.code):
        st.info(NOT_YOURS.format(name=plain(municipality.name)))


def refuse(problems: Problems) -> None:
    """The reasons, and a way out; nothing else belongs on the page."""
    failure.wrong_address(problems)
    st.button("Begin opnieuw bij mijn eigen gebied", on_click=_start_again, key="start_again")


def _given(geography: Geography) -> Params:
    """What stands in the address; after a page switch nothing does, and what was chosen before counts."""
    given = {key: st.query_params.get_all(key) for key in KEYS if key in st.query_params}
    held: Selection | None = st.session_state.get(HELD)
    if given or held is None or (held.area and held.area.code not in geography.by_code):
        return given
    return _listed(address_of(held, geography))


def _keep(selection: Selection, geography: Geography) -> None:
    """In the session and in the address, in one message to the browser, and only where something changes."""
    st.session_state[HELD] = selection
    now = {key: st.query_params.get_all(key) for key in st.query_params}
    others = {key: values for key, values in now.items() if key not in KEYS}
    wanted = {**others, **_listed(address_of(selection, geography))}
    if now != wanted:
        st.query_params.from_dict(wanted)


def _listed(address: dict[str, str]) -> dict[str, list[str]]:
    return {key: [value] for key, value in address.items()}


def _start_again() -> None:
    st.session_state.pop(HELD, None)
    st.query_params.clear()


def _changed(key: str, geography: Geography) -> None:
    """From what is held and not from what was drawn: two filters may change in one run."""
    _keep(changed(st.session_state[HELD], geography, key, st.session_state[_key(key)]), geography)


def _parts(area: Area | None, geography: Geography) -> dict[Level, Area | None]:
    """The region, municipality and village that are chosen."""
    found: dict[Level, Area | None] = dict.fromkeys(Level)
    while area:
        found[area.level] = area
        area = geography.by_code[area.parent] if area.parent else None
    return found


def _pick_village(chosen: dict[Level, Area | None], geography: Geography) -> None:
    municipality = chosen[Level.MUNICIPALITY]
    villages = geography.children(municipality.code) if municipality else ()
    label = (municipality.village_label if municipality else "kern").capitalize()
    _pick("kern", label, villages, chosen[Level.VILLAGE], no_village(municipality, villages), geography)


def no_village(municipality: Area | None, villages: tuple[Area, ...]) -> str:
    """What stands in the filter while no village is chosen."""
    if municipality is None:
        return "Kies eerst een gemeente"
    return "Hele gemeente" if villages else "Niet verder verdeeld"


def _pick(key: str, label: str, areas: tuple[Area, ...], now: Area | None, empty: str, geography: Geography) -> None:
    _set(key, now.code if now else None)
    st.selectbox(
        label, [a.code for a in areas], index=None, placeholder=empty, disabled=not areas, key=_key(key),
        format_func=lambda code: geography.by_code[code].name,
        on_change=_changed, args=(key, geography),
    )  # fmt: skip


def _key(key: str) -> str:
    return f"filter_{key}"


def _set(key: str, value: str | bool | None) -> None:
    """Before the widget is drawn, so that it always shows what the address says."""
    st.session_state[_key(key)] = value


def open_area(area: Area, geography: Geography) -> None:
    """For a click on an area in a page: the same as choosing it in the filters."""
    _keep(replace(st.session_state[HELD], area=area), geography)
