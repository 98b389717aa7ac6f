"""What seals a release: a hash of its files, and one of its line in the ledger with the hash of the line before."""

import json
from collections.abc import Mapping
from dataclasses import asdict
from datetime import UTC, date, datetime
from hashlib import sha256
from typing import Any

from domain.releases import ReleaseHead

BEGIN = ""
"""What the first line of a ledger has for the hash of the line before."""


def content_hash(files: Mapping[str, bytes]) -> str:
    """Of the files by name; the same as `sha256sum FILE... | sha256sum` with the names in order."""
    lines = (f"{sha256(files[name]).hexdigest()}  {name}\n" for name in sorted(files))
    return sha256("".join(lines).encode()).hexdigest()


def head_hash(head: ReleaseHead) -> str:
    """Of every field except the hash itself, as JSON with sorted keys and no spaces."""
    fields = {name: value for name, value in head_to_dict(head).items() if name != "hash"}
    text = json.dumps(fields, sort_keys=True, separators=(",", ":"), ensure_ascii=False)
    return sha256(text.encode()).hexdigest()


def head_to_dict(head: ReleaseHead) -> dict[str, Any]:
    """As JSON knows it; days and moments in ISO 8601, moments in UTC."""
    moment = head.made_at.astimezone(UTC).isoformat()
    return asdict(head) | {
        "data_date": head.data_date.isoformat(), "made_at": moment, "consents": list(head.consents),
    }  # fmt: skip


def head_from_dict(found: Mapping[str, Any]) -> ReleaseHead:
    """Raises TypeError where a field is unknown or absent, KeyError or ValueError where a day is none."""
    typed = {
        "data_date": date.fromisoformat(found["data_date"]),
        "made_at": datetime.fromisoformat(found["made_at"]),
        "consents": tuple(found["consents"]),
    }
    return ReleaseHead(**dict(found) | typed)
