"""The delivered tables beside the registrations that cells are counted from, as Polars frames of current rows."""

from dataclasses import dataclass

import polars as pl


@dataclass(frozen=True, kw_only=True, eq=False)
class Programme:
    """Columns are those of the tables in data_access.models, less the batch columns.

    practices: code, name, municipality, village, pilot. practice_years: practice, year, registered_patients.
    participations: practice, date_from, date_to, hours_a_week, partner.
    population: area, year, gender, age_band, inhabitants. expenses: area, day, line, fund, amount_cents, regular.
    deliveries: supplier, municipality, month, rows.
    """

    practices: pl.DataFrame
    practice_years: pl.DataFrame
    participations: pl.DataFrame
    population: pl.DataFrame
    expenses: pl.DataFrame
    deliveries: pl.DataFrame
