"""What was published, and what is on its way to that. A release and its files are never changed: triggers of the
database refuse it (migration r0002)."""

from datetime import date, datetime

from sqlmodel import Field, SQLModel

import data_access.models.base  # noqa: F401  (sets the naming convention before the first table)


class Release(SQLModel, table=True):
    """One line of the ledger, numbered over all regions of the installation; columns as in domain.releases.ReleaseHead.

    `consents` is a JSON list of texts.
    """

    number: int = Field(primary_key=True, sa_column_kwargs={"autoincrement": False})
    region: str = Field(index=True)
    epoch: int
    smallest: int
    data_date: date
    data_token: str
    sample: bool
    made_at: datetime
    made_by: str
    consents: str
    previous_hash: str
    content_hash: str
    hash: str = Field(unique=True)


class ReleaseFile(SQLModel, table=True):
    """A file of a release, under a name of data_access.release_files."""

    __tablename__ = "release_file"

    release_number: int = Field(
        foreign_key="release.number", primary_key=True, sa_column_kwargs={"autoincrement": False}
    )
    name: str = Field(primary_key=True)
    content: bytes


class ReleaseDraft(SQLModel, table=True):
    """A release that waits for a decision, at most one for a region. `after` is the release it was made against.

    `content` is a zip of the files of a release.
    """

    __tablename__ = "release_draft"

    id: str = Field(primary_key=True)
    region: str = Field(unique=True)
    epoch: int
    smallest: int
    after: int | None = None
    data_number: int
    data_token: str
    data_date: date
    sample: bool
    made_at: datetime
    made_by: str
    content: bytes


class ReleaseConsent(SQLModel, table=True):
    """That a municipality agrees to publish the figures of one data version."""

    __tablename__ = "release_consent"

    municipality: str = Field(primary_key=True)
    data_token: str = Field(primary_key=True)
    account: str
    agreed_at: datetime
