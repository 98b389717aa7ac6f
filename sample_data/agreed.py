"""Layer `published`: the aims, paths and potentials of the documents, variants of the trajectory, and the phases."""

from typing import Any

import polars as pl

from data_access.models import Phase, Target, TrajectoryStep
from sample_data.published import DWO, DWO_PLAN, ENSCHEDE, ENSCHEDE_PLAN, stated
from sample_data.table import PUBLISHED, name_of, published, reference, shaped

DWO_YEARS = ("2025", "2026", "2027")
UNDATED = "2025"
"""Year of the DWO plan, for the potentials: they hold for every year and are not judged."""
EVERY_CLIENT = "Het plan noemt geen percentage. Wij lezen het als: voor elke cliënt."
NO_BASELINE = "Doel zonder nulmeting: het plan noemt geen aantal intakes."


def agreed_frames() -> dict[str, pl.DataFrame]:
    return {
        name_of(Target): shaped(Target, pl.DataFrame(_targets(), infer_schema_length=None), PUBLISHED),
        name_of(TrajectoryStep): shaped(TrajectoryStep, reference("steps"), PUBLISHED),
        name_of(Phase): shaped(Phase, reference("phases"), PUBLISHED),
    }


def _targets() -> list[dict[str, Any]]:
    return [*_practice_aims(), *_practice_path(), *_dwo_aims(), *_intake_growth(), *_potentials()]


def _target(indicator: str, area: str, period: str, value: float | None, **more: Any) -> dict[str, Any]:
    base = {"kind": "aim", "position": 1, "source": DWO_PLAN, "stated_by": "doelenboom", "note": None}
    return base | {"indicator": indicator, "area": area, "period": period, "value": value} | more


def _practice_aims() -> list[dict[str, Any]]:
    """Enschede prints 35 and 36 for the end of 2026: both, the yearly series is the one that is judged."""
    yearly = {"stated_by": "streefaantallen per jaar", "source": ENSCHEDE_PLAN}
    threequarters = {"stated_by": "drie kwart van 48", "source": ENSCHEDE_PLAN, "position": 2}
    key = "practices_participating"
    return [
        *(_target(key, ENSCHEDE, str(y), stated()[f"ens_target_{y}"], **yearly) for y in range(2023, 2027)),
        _target(key, ENSCHEDE, "2026", stated()["ens_ambition_2026"], **threequarters),
    ]


def _practice_path() -> list[dict[str, Any]]:
    rows = published("enschede_team_hours").iter_rows(named=True)
    origin = {"kind": "path", "stated_by": "urentabel wijkteammedewerkers", "source": ENSCHEDE_PLAN}
    return [
        _target("practices_participating", ENSCHEDE, f"{r['year']}-{r['quarter']}", float(r["practices"]), **origin)
        for r in rows
    ]


def _dwo_aims() -> list[dict[str, Any]]:
    note = f"Binnen {stated()['dwo_contact_days']:.0f} werkdagen. {EVERY_CLIENT}"
    unset = "Het plan noemt nog geen getal ('x%')."
    return [
        *(_target("contact_in_time", DWO, year, 1.0, note=note) for year in DWO_YEARS),
        *(_target("feedback", DWO, year, stated()["dwo_feedback"], note=EVERY_CLIENT) for year in DWO_YEARS),
        _target("organisations_zorgdomein", DWO, "2025-09", stated()["dwo_zorgdomein"]),
        _target("suitable_offer", DWO, "2026", None, note=unset),
    ]


def _intake_growth() -> list[dict[str, Any]]:
    table = {"stated_by": "tabel met indicatoren", "position": 2}
    growth, key = stated()["dwo_intake_growth"], "intakes_growth"
    return [
        _target(key, DWO, "2025", growth, note=NO_BASELINE),
        *(_target(key, DWO, year, growth, note=NO_BASELINE, **table) for year in DWO_YEARS),
    ]


def _potentials() -> list[dict[str, Any]]:
    key = "referrals_potential"
    share = {
        "kind": "potential",
        "stated_by": "0,5% van de ingeschreven patiënten",
        "note": "Mogelijk aantal, geen doel.",
    }
    printed = {"kind": "potential_stated", "stated_by": "zoals afgedrukt", "note": "0,5% van 255.000 is 1.275."}
    return [
        _target(key, "NL", UNDATED, stated()["dwo_potential_share"], **share),
        _target(key, DWO, UNDATED, stated()["dwo_potential_stated"], **printed),
    ]
