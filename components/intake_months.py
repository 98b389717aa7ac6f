"""Which months a delivery of registrations covers: so that a month without referrals is a zero, and not a gap."""

from datetime import UTC, date, datetime, timedelta

import polars as pl
import streamlit as st

from components import intake_state
from components.intake_state import Work
from components.intake_words import month_word
from components.plain import plain
from data_access import cached
from data_access.columns import Column
from data_access.contract import CONTRACT
from data_access.intake.months import delivered_months
from data_access.intake.parse import parse_cell
from domain.cells import DataState
from domain.dutch import day_short, local_day
from domain.periods import Grain, periods_between

UNTIL = "Tot en met welke dag is het bestand bijgewerkt?"
FROM = "Vanaf welke maand is het bestand volledig?"
WHY = "Een maand daartussen zonder verwijzingen telt dan als nul, en niet als een maand die ontbreekt."
NOT_A_DAY = "Schrijf een datum, zoals 31-10-2026."
TOO_LATE = "Deze dag is nog niet geweest."
TOO_EARLY = "In het bestand staat een datum van daarna: {day}."

Said = tuple[dict[str, pl.DataFrame], date]
"""The frames with the months that were delivered, and the data date."""


def today() -> date:
    return local_day(datetime.now(UTC))


def before_any_data() -> DataState:
    """Stands for the data of an empty installation: figures go to the end of last month, unless a file goes further."""
    return DataState(number=0, token="", data_date=today().replace(day=1) - timedelta(days=1), sample=False)


def months_said(frames: dict[str, pl.DataFrame], state: DataState) -> Said:
    """Of a delivery without registrations: nothing is asked."""
    return frames, max(newest_day(frames) or state.data_date, state.data_date)


def show_months(work: Work, frames: dict[str, pl.DataFrame], state: DataState) -> Said | None:
    """None where the answer cannot be used yet."""
    referrals = frames["referral"]
    if referrals.is_empty():
        return months_said(frames, state)
    until = _until(frames, state)
    if until is None:
        return None
    if "delivery" in frames:
        return frames, until
    first = _first(work, referrals, until)
    delivery = delivered_months(referrals, through=until.strftime("%Y-%m"), on=today())
    return {**frames, "delivery": delivery.filter(pl.col("month") >= first)}, until


def _until(frames: dict[str, pl.DataFrame], state: DataState) -> date | None:
    newest = newest_day(frames) or state.data_date
    key = f"intake_until_{intake_state.round_number()}"
    text = st.text_input(UNTIL, value=day_short(newest), key=key, width=320, max_chars=20) or ""
    chosen, wrong = read_day(text, newest)
    if wrong:
        st.error(plain(wrong))
    return chosen


def read_day(text: str, newest: date) -> tuple[date | None, str]:
    """The day, or the sentence of what is wrong with it."""
    try:
        found = parse_cell(text.strip(), _day_column())
    except ValueError:
        return None, NOT_A_DAY
    if not isinstance(found, date):
        return None, NOT_A_DAY
    if found > today():
        return None, TOO_LATE
    return (None, TOO_EARLY.format(day=day_short(newest))) if found < newest else (found, "")


def _day_column() -> Column:
    return next(column for column in CONTRACT["delivery"].columns if column.name == "delivered_on")


def _first(work: Work, referrals: pl.DataFrame, until: date) -> str:
    """The month after what was delivered before; of a complete file, and of a first one, its own first month."""
    start = referrals["date_referral"].min()
    months = [p.code for p in periods_between(start, until, Grain.MONTH)] if isinstance(start, date) else []
    complete = any(part.mapping.complete for part in work.taken)
    default = months[0] if complete else max(months[0], min(_next_month(work.supplier), months[-1]))
    key = f"intake_from_{intake_state.round_number()}_{complete}_{months[-1]}"
    chosen: str = st.selectbox(FROM, months, index=months.index(default), format_func=month_word, key=key, width=320)
    st.caption(WHY)
    return chosen


def _next_month(supplier: str) -> str:
    """Empty where the supplier never delivered."""
    deliveries = cached.programme().deliveries
    last = deliveries.filter(deliveries["supplier"] == supplier)["month"].max()
    if not isinstance(last, str):
        return ""
    year, month = int(last[:4]), int(last[5:])
    return f"{year + month // 12}-{month % 12 + 1:02d}"


def newest_day(frames: dict[str, pl.DataFrame]) -> date | None:
    """The last day on which something happened, by the delivery."""
    columns = [(t, c.name) for t in frames for c in CONTRACT[t].columns if c.rule.not_after_data_date]
    days = [frames[table][name].max() for table, name in columns]
    return max((d for d in days if isinstance(d, date)), default=None)
