"""What the values of one row must be together (days, ages, endings), and the keys of all rows of a sheet."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

import polars as pl

from data_access.columns import TableContract
from data_access.frames import repeated
from data_access.intake.book import ROW
from data_access.intake.findings import found
from data_access.intake.known import Known
from domain.codes import BAND_STARTS, NOT_YET
from domain.dutch import day

STEPS = {
    "date_referral": "de verwijzing", "date_contact": "het eerste contact", "date_intake": "de intake",
    "date_activity": "de start van de activiteit", "date_closing": "de afronding",
}  # fmt: skip
"""In the order in which they have to happen; aftercare is apart, as it may come before or after the closing."""
IN_ORDER = "De volgorde is verwijzing, eerste contact, intake, start activiteit, afronding: verbeter een van beide."
OF_ALL = ("contact_in_time", "feedback", "suitable_offer", "organisations_zorgdomein")
"""What an aim is set for as a share of all."""
SPANS = (("date_from", "date_to"), ("day", "until"))


@dataclass(frozen=True, kw_only=True, eq=False)
class Rows:
    """Typed rows of a sheet, and the header (with its place) that filled each column."""

    frame: pl.DataFrame
    contract: TableContract
    headers: Mapping[str, str]
    places: Mapping[str, int]
    known: Known

    def find(
        self, wrong: pl.Expr, column: str, *, rule: str, text: str | pl.Expr, show: bool = True, warning: bool = False
    ) -> pl.DataFrame:
        """A finding in the column for each row where `wrong` holds. `show`: the value may be told."""
        value = pl.col(column).cast(pl.String) if show and column in self.frame.columns else None
        if show and self.frame.schema.get(column) == pl.Date:
            value = written(column)
        return found(
            self.frame.filter(wrong.fill_null(False)), rule=rule, text=text, header=self.headers.get(column, ""),
            place=self.places.get(column, 0), value=value, warning=warning,
        )  # fmt: skip


def written(column: str) -> pl.Expr:
    """A day as the reader writes it."""
    return pl.col(column).dt.strftime("%d-%m-%Y")


def check_rows(rows: Rows) -> Iterator[pl.DataFrame]:
    yield from _later_than_possible(rows)
    yield from _spans(rows)
    if rows.contract.name == "referral":
        yield from _out_of_order(rows)
        yield _aftercare(rows)
        yield _age_and_band(rows)
        yield from _endings(rows)
        yield from _direction(rows)
    if rows.contract.name == "delivery":
        yield _month_to_come(rows)
    if rows.contract.name == "target":
        yield _more_than_all(rows)


def _later_than_possible(rows: Rows) -> Iterator[pl.DataFrame]:
    last = rows.known.data_date
    for column in rows.contract.columns:
        if column.rule.not_after_data_date:
            late = f'"{{}}" ligt na {day(last)}. Dat kan nog niet gebeurd zijn: verbeter de datum.'
            text = pl.format(late, written(column.name))
            yield rows.find(pl.col(column.name) > last, column.name, rule="future", text=text)


def _month_to_come(rows: Rows) -> pl.DataFrame:
    """It would count as a month without referrals."""
    last = rows.known.data_date
    text = pl.format(f'"{{}}" begint na {day(last)}, en kan nog niet aangeleverd zijn. Verbeter de maand.', "month")
    return rows.find(pl.col("month") > f"{last:%Y-%m}", "month", rule="future", text=text)


def _more_than_all(rows: Rows) -> pl.DataFrame:
    text = "dit doel is een aandeel, en kan niet meer dan 1 zijn (alles). Schrijf 80 procent als 80% of als 0,8."
    shares = pl.col("indicator").is_in(OF_ALL) & pl.col("kind").is_in(["aim", "path"])
    return rows.find(shares & (pl.col("value") > 1), "value", rule="share", text=text)


def _spans(rows: Rows) -> Iterator[pl.DataFrame]:
    for first, last in SPANS:
        if {first, last} <= set(rows.frame.columns):
            text = pl.format('"{}" ligt voor het begin ({}). Verbeter een van beide.', written(last), written(first))
            yield rows.find(pl.col(last) < pl.col(first), last, rule="order", text=text)


def _out_of_order(rows: Rows) -> Iterator[pl.DataFrame]:
    """Each day against the nearest earlier step that has one."""
    names = list(STEPS)
    for place, name in enumerate(names[1:], start=1):
        earlier = names[:place][::-1]
        latest = pl.max_horizontal(earlier)
        step = pl.coalesce(pl.when(pl.col(e) == latest).then(pl.lit(f"{STEPS[e]} (")) for e in earlier)
        text = pl.format(
            f'"{{}}" ligt voor {{}}{{}}). {IN_ORDER}', written(name), step, latest.dt.strftime("%d-%m-%Y")
        )  # fmt: skip
        yield rows.find(pl.col(name) < latest, name, rule="order", text=text)


def _aftercare(rows: Rows) -> pl.DataFrame:
    early = '"{}" ligt voor de verwijzing ({}). Verbeter een van beide.'
    text = pl.format(early, written("date_aftercare"), written("date_referral"))
    return rows.find(pl.col("date_aftercare") < pl.col("date_referral"), "date_aftercare", rule="order", text=text)


def _age_and_band(rows: Rows) -> pl.DataFrame:
    """Told, not refused: only the supplier can know which of the two is right, and the figures have a rule for it."""
    starts = [(band, low) for band, low in BAND_STARTS.items()]
    band = pl.coalesce(pl.when(pl.col("age") >= low).then(pl.lit(name)) for name, low in reversed(starts))
    both = '"{}" past niet bij de leeftijd {}. De cijfers gaan uit van de leeftijd; verbeter een van beide.'
    text = pl.format(both, "age_band", "age")
    wrong = (pl.col("age_band") != band) & (pl.col("age_band") != "unknown")
    return rows.find(wrong, "age_band", rule="band", text=text, warning=True)


def _endings(rows: Rows) -> Iterator[pl.DataFrame]:
    """Contradictions between how it ended and what happened: told, but the figures can bear them."""
    both = "niet aangekomen en aanbod geweigerd staan allebei op ja. Kies een van beide."
    yield rows.find(pl.col("not_arrived") & pl.col("declined"), "declined", rule="ending", text=both, warning=True)
    begun = pl.col("date_activity").is_not_null()
    for column, word in (("not_arrived", "niet aangekomen"), ("declined", "aanbod geweigerd")):
        text = f"hier staat {word}, maar de activiteit heeft wel een startdatum. Verbeter een van beide."
        yield rows.find(pl.col(column) & begun, column, rule="ending", text=text, warning=True)


def _direction(rows: Rows) -> Iterator[pl.DataFrame]:
    """Told, not refused: the figures count the direction as it is delivered."""
    open_ = "er is al een aanbod, maar de richting is nog niet bekend. Vul de richting in."
    chosen = pl.col("offers").is_not_null() & (pl.col("direction") == NOT_YET)
    yield rows.find(chosen, "direction", rule="direction", text=open_, warning=True)
    team = "het wijkteam geeft maatwerk, en hier staat voorliggend. Verbeter een van beide."
    light = (pl.col("direction") == "team") & (pl.col("provision") == "preventive")
    yield rows.find(light, "direction", rule="direction", text=team, warning=True)


def check_keys(rows: Rows) -> pl.DataFrame:
    """Of all rows of a sheet together."""
    key = rows.contract.key
    names = " en ".join(rows.headers.get(name, name) for name in key if name in rows.headers) or " en ".join(key)
    text = pl.format("{}: hetzelfde als in rij {}. Haal een van de twee rijen weg.", pl.lit(names), "_first")
    place, header = rows.places.get(key[-1], 0), rows.headers.get(key[-1], "")
    return found(_again(rows.frame, key), rule="duplicate", text=text, header=header, place=place)


def _again(frame: pl.DataFrame, key: tuple[str, ...]) -> pl.DataFrame:
    """The rows whose key an earlier row has, with that row as `_first`."""
    seen = repeated(frame, key).drop_nulls(key).with_columns(_first=pl.col(ROW).min().over(key))
    return seen.filter(pl.col(ROW) != pl.col("_first"))
