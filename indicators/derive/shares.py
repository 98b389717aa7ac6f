"""The share of one answer among the two that count, with its interval: contact in time, feedback."""

from dataclasses import dataclass
from typing import TYPE_CHECKING

from domain.cells import OTHER, Status
from domain.codes import UNKNOWN
from domain.dutch import number, percent, plural
from domain.results import Result, Shape
from indicators.derive.aims import aim_for
from indicators.derive.breakdown import NONE_AT_ALL, STILL_TO_COME
from indicators.derive.common import delivery_notes, empty, label_of, result, rows, sentence_of
from indicators.derive.takes_part import stopped
from indicators.derive.words import margin
from indicators.statistics import wilson
from indicators.view import View

if TYPE_CHECKING:
    from indicators.indicator import Indicator

NOT_REGISTERED = "Van geen van de verwijzingen in deze periode is dit geregistreerd."


@dataclass(frozen=True, kw_only=True)
class Answers:
    """The two categories that count, and the words after 'Bij 3 van de 5 verwijzingen'."""

    yes: str
    no: str
    words: str


def make_share(view: View, indicator: "Indicator", answers: Answers) -> Result:
    """`base` is yes and no together; what is not yet known or not registered is told and left out."""
    table = indicator.tables[0]
    missing = stopped(view, indicator)
    if missing:
        return missing
    yes, no = view.cell(table, answers.yes), view.cell(table, answers.no)
    if yes.count is None or no.count is None:
        status = yes.status if yes.count is None else no.status
        return empty(view, indicator, status, sentence_of(view, status))
    if not yes.count + no.count:
        return _nothing(view, indicator)
    base, value = yes.count + no.count, yes.count / (yes.count + no.count)
    interval, aim = wilson(yes.count, base), aim_for(view, indicator)
    drawn = [
        {"category": c, "label": label_of(table, c), "count": n, "base": base, "value": n / base, "reference": line}
        for c, n, line in ((answers.yes, yes.count, aim.value), (answers.no, no.count, None))
    ]
    return result(
        view, indicator, shape=Shape.BARS, value=value, low=interval.low, high=interval.high, base=base, n=base,
        sentence=f"Bij {number(yes.count)} van de {plural(base, 'verwijzing', 'verwijzingen')} {answers.words}: "
        f"{percent(value)} ({margin(interval, percent)}).",
        target=aim.value, target_label=aim.label, reference_label=aim.label, judgement=aim.judge(value, indicator),
        rows=rows(drawn), notes=delivery_notes(view) + left_out(view, table),
    )  # fmt: skip


def left_out(view: View, table: str) -> tuple[str, ...]:
    """How many cases are not in the share, where that may be shown."""
    notes = []
    for category, words in (("not_yet", "nog niet bekend"), (UNKNOWN, "niet geregistreerd")):
        count = view.cell(table, category).count
        if count:
            many = plural(count, "verwijzing", "verwijzingen")
            notes.append(f"Van {many} is dit {words}. Die {'telt' if count == 1 else 'tellen'} niet mee.")
    merged = view.cell(table, OTHER).count
    if merged:
        many = plural(merged, "verwijzing", "verwijzingen")
        notes.append(f"Niet meegeteld: {many} in Overige (samengevoegd), nog niet bekend of niet geregistreerd.")
    return tuple(notes)


def _nothing(view: View, indicator: "Indicator") -> Result:
    table = indicator.tables[0]
    if view.cell(table, "not_yet").count and not view.cell(table, UNKNOWN).count:
        return empty(view, indicator, Status.NOT_YET_KNOWN, STILL_TO_COME)
    sentence = NONE_AT_ALL if view.cell("referrals").count == 0 else NOT_REGISTERED
    return result(view, indicator, shape=Shape.BARS, sentence=sentence, n=0, base=0)
