"""What the trace tells of: the kinds of lines, and a line."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum


class Kind(StrEnum):
    """What happened. The value is what the database keeps."""

    SIGNED_IN = "signed_in"
    SIGNED_OUT = "signed_out"
    SESSION_ENDED = "session_ended"
    SIGN_IN_REFUSED = "sign_in_refused"
    SIGN_IN_LOCKED = "sign_in_locked"
    LOCK_LIFTED = "lock_lifted"
    NOT_ALLOWED = "not_allowed"
    ACCOUNT_ADDED = "account_added"
    ACCOUNT_CHANGED = "account_changed"
    ACCOUNT_BLOCKED = "account_blocked"
    ACCOUNT_UNBLOCKED = "account_unblocked"
    ACCOUNT_DELETED = "account_deleted"
    PASSWORD_CHANGED = "password_changed"  # noqa: S105  (a word, no secret)
    IMPORTED = "imported"
    IMPORT_REFUSED = "import_refused"
    UNDONE = "undone"
    EDITED = "edited"
    CONSENT_GIVEN = "consent_given"
    CONSENT_WITHDRAWN = "consent_withdrawn"
    RELEASE_MADE = "release_made"
    RELEASE_DROPPED = "release_dropped"
    RELEASED = "released"
    EXPORTED = "exported"
    TRACE_EXPORTED = "trace_exported"
    TRACE_REMOVED = "trace_removed"
    TRACE_CHECKED = "trace_checked"
    BACKED_UP = "backed_up"
    RESTORED = "restored"
    COPIED = "copied"


@dataclass(frozen=True, kw_only=True)
class Event:
    """A line as the database keeps it; see data_access.models.AuditEvent."""

    number: int
    at: datetime
    kind: str
    account: str
    address: str
    about: str
    removes_to: int | None
    previous_hash: str
    hash: str
