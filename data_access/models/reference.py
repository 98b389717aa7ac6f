"""Areas, inhabitants, practices and welfare organisations."""

from datetime import date

from sqlmodel import Field

from data_access.models.base import Delivered


class Region(Delivered, table=True):
    """`note` is what a reader must know of the region, such as an assumption about its municipalities."""

    code: str = Field(index=True)
    name: str
    note: str | None = None


class Municipality(Delivered, table=True):
    """`code` is the CBS code; `takes_part` is yes, preparing or no; `village_label` is kern, wijk or stadsdeel."""

    code: str = Field(index=True)
    name: str
    region: str
    takes_part: str
    village_label: str = "kern"
    note: str | None = None


class Village(Delivered, table=True):
    """A kern, wijk or stadsdeel by our own code list; a CBS wijk is something else."""

    code: str = Field(index=True)
    name: str
    municipality: str = Field(index=True)


class Population(Delivered, table=True):
    """Inhabitants on 1 January. `area` is a municipality or village code; `age_band` as in domain.codes."""

    area: str = Field(index=True)
    year: int
    gender: str
    age_band: str
    inhabitants: int


class Need(Delivered, table=True):
    """Share of the inhabitants of an age who have a need, such as loneliness, by a survey that `source` names."""

    area: str = Field(index=True)
    year: int
    kind: str
    age_from: int = 0
    age_to: int = 120
    share: float
    source: str
    note: str | None = None


class Practice(Delivered, table=True):
    """A GP practice. `pilot`: one of the first practices, where the area tells the two apart."""

    code: str = Field(index=True)
    name: str
    municipality: str = Field(index=True)
    village: str | None = None
    pilot: bool = False


class PracticeYear(Delivered, table=True):
    practice: str = Field(index=True)
    year: int
    registered_patients: int


class WelfareOrganisation(Delivered, table=True):
    """`zorgdomein_from` is the day it was connected to ZorgDomein; none when it is not."""

    code: str = Field(index=True)
    name: str
    municipality: str = Field(index=True)
    zorgdomein_from: date | None = None


class TrajectoryStep(Delivered, table=True):
    """One step of the area's own variant of the trajectory (`area`: a region or municipality, the nearest one counts).

    `step` as in domain.codes.STEP; `normal_days` is the time after the referral within which an open case is not yet
    known, not late; `label` is the area's own word for the step, `recipient` for the one who does it.
    """

    area: str = Field(index=True)
    position: int
    step: str
    label: str
    recipient: str
    normal_days: int
