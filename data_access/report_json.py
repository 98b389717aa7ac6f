"""The report of a release as JSON text, and back."""

import json
from dataclasses import asdict
from typing import Any

from domain.releases import MunicipalityReport, Report, TableReport


def report_to_json(report: Report) -> str:
    return json.dumps(asdict(report), ensure_ascii=False, sort_keys=True)


def report_from_json(text: str) -> Report:
    """Raises TypeError where a field is unknown or absent."""
    found: dict[str, Any] = json.loads(text)
    return Report(**found | {"municipalities": tuple(_municipality(m) for m in found["municipalities"])})


def _municipality(found: dict[str, Any]) -> MunicipalityReport:
    tables = tuple(TableReport(**table) for table in found["tables"])
    return MunicipalityReport(
        **found | {"tables": tables, "merged": tuple(found["merged"]), "stays": tuple(found["stays"])}
    )
