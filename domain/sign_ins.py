"""Words for coming in and going out that more than one room uses."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum


class Ending(StrEnum):
    """Why a sign-in session is no longer good. The value is what the database keeps."""

    SIGNED_OUT = "signed_out"
    REPLACED = "replaced"
    REVOKED = "revoked"
    NO_ACCESS = "no_access"
    CHANGED = "changed"
    EXPIRED = "expired"
    IDLE = "idle"
    UNKNOWN = "unknown"


@dataclass(frozen=True, kw_only=True)
class By:
    """Who does something at the door, and from which address; both empty for the program itself."""

    account: str = ""
    address: str = ""


@dataclass(frozen=True, kw_only=True)
class OpenSession:
    """A session that lets its account in now. Moments are in UTC; `address` is where it began."""

    id: str
    account: str
    address: str
    created: datetime
    seen: datetime
    expires: datetime


@dataclass(frozen=True, kw_only=True)
class Lock:
    """A name or an address that nobody comes in with until a moment; the other of the two is empty."""

    name: str = ""
    address: str = ""
    until: datetime
    attempts: int
