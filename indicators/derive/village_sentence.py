"""A village (kern or wijk) in one sentence: as much as may be said of few people."""

from domain.areas import Level
from domain.cells import JOINED, Status
from domain.dutch import day, listing, number, percent, plural
from domain.protection import MARK
from indicators.derive.common import STAYS, sentence_of
from indicators.derive.majority import REST, majority
from indicators.derive.moments import moment
from indicators.derive.takes_part import not_taking_part
from indicators.derive.words import when
from indicators.tables import TABLES, Protection
from indicators.view import View

BREAKDOWNS = tuple(
    t.name
    for t in TABLES.values()
    if t.protection is Protection.PERSONS and t.name not in ("referrals", "intakes", "age")
)


def village_sentence(view: View) -> str:
    """`Sinds juli 2023: 30 verwijzingen, gemiddeld 71 jaar, meer dan de helft vrouw. Verdere verdeling afgeschermd.`

    Where the village itself is hidden the number that it is shown in together with others; nothing for other levels.
    """
    if view.area.level is not Level.VILLAGE:
        return ""
    hub, span = view.cell("referrals"), when(view)
    if hub.count is not None:
        known = [plural(hub.count, "verwijzing", "verwijzingen"), *_age(view), *_gender(view)]
        rest = f" {REST}" if hub.count and _kept_back(view) else ""
        return f"{_capital(span)}: {', '.join(known)}.{rest}{_stays(view)}"
    if hub.status is not Status.HIDDEN:
        return not_taking_part(view) or sentence_of(view, hub.status)
    together = [said for code in view.merged_with if (said := _together(view, code))]
    return " ".join(together) or f"{_capital(span)}: {MARK}. {sentence_of(view, hub.status)}"


def _age(view: View) -> tuple[str, ...]:
    mean = moment(view, "age", "mean")
    return () if mean is None or mean.value is None else (f"gemiddeld {number(mean.value)} jaar",)


def _gender(view: View) -> tuple[str, ...]:
    """The share where both numbers are shown, else what was certified of it."""
    women, men = (view.cell("referrals.gender", sex).count for sex in ("female", "male"))
    if women is not None and men is not None and women + men:
        return (f"{percent(women / (women + men))} vrouw",)
    certified = majority(view)
    return (certified,) if certified else ()


def _kept_back(view: View) -> bool:
    """Whether anything of a breakdown is hidden."""
    if not view.released:
        return False
    found = [view.rows(table)["status"].to_list() for table in BREAKDOWNS]
    return any(not statuses or Status.HIDDEN in statuses for statuses in found)


def _together(view: View, code: str) -> str:
    """`Delden en Goor samen, sinds juli 2023: 12 verwijzingen. Van Delden apart is dat afgeschermd.`"""
    count = view.cell("referrals", area=code).count
    if count is None:
        return ""
    names = listing(sorted(view.geography.by_code[part].name for part in code.split(JOINED)))
    many = plural(count, "verwijzing", "verwijzingen")
    return f"{names} samen, {when(view)}: {many}. Van {view.area.name} apart is dat {MARK}."


def _stays(view: View) -> str:
    stands = view.as_of()
    return "" if stands == view.state.data_date else f" {STAYS.format(day=day(stands))}"


def _capital(words: str) -> str:
    return words[:1].upper() + words[1:]
