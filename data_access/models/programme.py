"""What was agreed, who takes part, and the money."""

from datetime import date

from sqlmodel import Field

from data_access.models.base import Delivered


class Participation(Delivered, table=True):
    """A practice takes part from a day on, matched with someone of the social domain."""

    practice: str = Field(index=True)
    date_from: date
    date_to: date | None = None
    hours_a_week: float | None = None
    partner: str | None = None


class Target(Delivered, table=True):
    """An aim that `area` itself has set, for the end of `period`. `kind` is aim, path or potential.

    `value` is in the unit of the indicator (a share is 0 to 1, money is cents); empty where the aim has no number yet.
    `stated_by` tells two statements of the same aim apart; the first (`position` 1) is the one judged.
    """

    indicator: str = Field(index=True)
    area: str = Field(index=True)
    period: str
    kind: str = "aim"
    value: float | None = None
    position: int = 1
    stated_by: str
    source: str
    note: str | None = None


class StatedFigure(Delivered, table=True):
    """A figure as a document prints it. `area` is our code, or `NL`; `value` stays text as printed in the data file."""

    key: str = Field(index=True)
    area: str = Field(index=True)
    scope: str
    period: str | None = None
    value: str | None = None
    unit: str | None = None
    kind: str
    source: str
    note: str | None = None


class Contradiction(Delivered, table=True):
    """Two statements of the sources that cannot both be true; all texts in Dutch, for the reader."""

    key: str = Field(index=True)
    area: str = Field(index=True)
    topic: str
    says_a: str
    says_b: str
    shown_as: str
    source: str


class BudgetLine(Delivered, table=True):
    """`unallocated` is the plan's 'nadere invulling': never counted as spent. `remark` verbatim."""

    area: str = Field(index=True)
    year: int
    position: int
    line: str
    hours: float | None = None
    amount_cents: int
    unallocated: bool = False
    remark: str | None = None
    source: str


class Funding(Delivered, table=True):
    """`fund` as in domain.codes.FUNDING. `in_total`: whether the plan counts it in the year's total.

    `structural`: whether it comes back every year. `stated_total_cents`: the year's total as printed.
    """

    area: str = Field(index=True)
    year: int
    fund: str
    amount_cents: int
    in_total: bool = True
    structural: bool = False
    stated_total_cents: int | None = None
    source: str
    note: str | None = None


class Expense(Delivered, table=True):
    """Money spent on a budget line (`line` is its name), charged to a fund. `regular`: regular money, outside WOR."""

    area: str = Field(index=True)
    day: date
    line: str
    fund: str
    amount_cents: int
    regular: bool = False


class TeamHoursPlan(Delivered, table=True):
    """Table 2 of the Enschede plan; `quarter` 0 is the printed total of the year. Shares are 0 to 1.

    `covered_cents` is as printed; `indexed_cents` (year total only) after the indexation.
    """

    area: str = Field(index=True)
    year: int
    quarter: int
    practices: int | None = None
    weeks: int
    hours: float
    cost_cents: int
    wor_share: float
    covered_cents: int
    indexation: float | None = None
    indexed_cents: int | None = None
    source: str


class Phase(Delivered, table=True):
    """A phase of the programme in an area, as planned. `date_to` empty: still running according to the source."""

    area: str = Field(index=True)
    position: int
    name: str
    date_from: date
    date_to: date | None = None
    source: str
    note: str | None = None


class Commitment(Delivered, table=True):
    """Money that was promised but not yet spent on a budget line (`line` is its name), from `day` on."""

    area: str = Field(index=True)
    day: date
    line: str
    fund: str
    amount_cents: int
    until: date | None = None
    note: str | None = None


class Milestone(Delivered, table=True):
    """What has to be reached on a day; `reached` is empty until it is."""

    area: str = Field(index=True)
    position: int
    name: str
    planned: date
    reached: date | None = None
    source: str
    note: str | None = None


class Explanation(Delivered, table=True):
    """The area's own words beside a figure (`subject` is a key of the catalogue) or beside a gap in what was delivered
    (`subject` is a supplier or a practice). Never about a person."""

    area: str = Field(index=True)
    about: str
    subject: str
    period: str
    text: str
    day: date
    author: str
