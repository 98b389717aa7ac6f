"""CONTRACT: every file that can be delivered. The loader, the store and docs/data-contract.md all read this one."""

from collections.abc import Iterable, Mapping
from types import MappingProxyType

from data_access import models
from data_access.columns import Kind, Rule, TableContract, contract_of
from domain import codes
from domain.areas import TakesPart
from domain.results import Layer

COUNTRY = "NL"
ZERO_UP = Rule(low=0)
SHARE = Rule(low=0, high=1)
AGE = Rule(low=0, high=120)
YEAR = Rule(low=2000, high=2100)
MONTH = Rule(kind=Kind.MONTH)
PERIOD = Rule(kind=Kind.PERIOD)
CODE = Rule(kind=Kind.WORD)
AIMS = (
    "practices_participating", "contact_in_time", "feedback", "intakes_growth", "organisations_zorgdomein",
    "suitable_offer", "budget_burn", "referrals_potential",
)  # fmt: skip
"""The keys of the definitions that a target can be about: a target of another name would never be seen."""
HAPPENED = Rule(not_after_data_date=True)
PSEUDONYM = Rule(kind=Kind.PSEUDONYM)
IN_REGION = Rule(refers=("region",))
IN_MUNICIPALITY = Rule(refers=("municipality",))
IN_VILLAGE = Rule(refers=("village",))
OF_PRACTICE = Rule(refers=("practice",))
PROGRAMME_AREA = Rule(refers=("region", "municipality"))
INHABITED_AREA = Rule(refers=("municipality", "village"))
ANY_AREA = Rule(refers=("region", "municipality", "village"), codes=(COUNTRY,))
LAYER = Rule(codes=tuple(Layer))
FUND = Rule(codes=tuple(codes.FUNDING))


def one_of(words: Iterable[str]) -> Rule:
    return Rule(codes=tuple(words))


def or_not_yet(words: Iterable[str]) -> Rule:
    """As `one_of`, where a supplier may also say that the answer is still to come."""
    known = [word for word in words if word != codes.UNKNOWN]
    return one_of([*known, codes.NOT_YET, codes.UNKNOWN])


OPEN_DIRECTION, OPEN_PROVISION = or_not_yet(codes.DIRECTION), or_not_yet(codes.PROVISION)


REFERENCE = (
    contract_of(models.Region, "Regions.", ["code"], {"code": CODE, "layer": LAYER}),
    contract_of(
        models.Municipality, "Municipalities; `code` is the CBS code, such as GM0153.", ["code"],
        {"code": Rule(kind=Kind.MUNICIPALITY), "region": IN_REGION, "takes_part": Rule(codes=tuple(TakesPart)),
         "village_label": Rule(codes=("kern", "wijk", "stadsdeel")), "layer": LAYER},
    ),
    contract_of(
        models.Village, "Kernen, wijken and stadsdelen, by your own code list.", ["code"],
        {"code": CODE, "municipality": IN_MUNICIPALITY, "layer": LAYER},
    ),
    contract_of(
        models.Population, "Inhabitants on 1 January; `area` is a municipality or a village.",
        ["area", "year", "gender", "age_band"],
        {"area": INHABITED_AREA, "year": YEAR, "gender": one_of(codes.GENDER), "age_band": one_of(codes.AGE_BANDS),
         "inhabitants": ZERO_UP, "layer": LAYER},
    ),
    contract_of(
        models.Need, "Share of the inhabitants of an age with a need, from a survey; `area` as in population.csv.",
        ["area", "year", "kind", "age_from", "age_to"],
        {"area": INHABITED_AREA, "year": YEAR, "kind": one_of(codes.NEED), "age_from": AGE, "age_to": AGE,
         "share": SHARE, "layer": LAYER},
    ),
    contract_of(
        models.Practice, "GP practices; `pilot` for the first practices of an area.", ["code"],
        {"municipality": IN_MUNICIPALITY, "village": IN_VILLAGE, "layer": LAYER},
    ),
    contract_of(
        models.PracticeYear, "Registered patients of a practice in a year.", ["practice", "year"],
        {"practice": OF_PRACTICE, "year": YEAR, "registered_patients": ZERO_UP, "layer": LAYER},
    ),
    contract_of(
        models.WelfareOrganisation, "Welfare organisations; `zorgdomein_from` is the day of connection.", ["code"],
        {"municipality": IN_MUNICIPALITY, "layer": LAYER},
    ),
    contract_of(
        models.TrajectoryStep, "The steps of an area's own trajectory; `normal_days` counts from the referral.",
        ["area", "position"],
        {"area": PROGRAMME_AREA, "step": one_of(codes.STEP), "normal_days": ZERO_UP, "layer": LAYER},
    ),
)  # fmt: skip

PROGRAMME = (
    contract_of(
        models.Participation, "A practice takes part from a day on; `partner` is an organisation, not a person.",
        ["practice", "date_from"], {"practice": OF_PRACTICE, "hours_a_week": ZERO_UP, "layer": LAYER},
    ),
    contract_of(
        models.Target, "An aim that the area itself has set; `value` is a share from 0 to 1, a number, or cents.",
        ["indicator", "area", "period", "kind", "position"],
        {"indicator": Rule(codes=AIMS), "area": ANY_AREA, "period": PERIOD,
         "kind": Rule(codes=("aim", "path", "potential", "potential_stated")),
         "position": Rule(low=1), "layer": LAYER},
    ),
    contract_of(
        models.StatedFigure, "A figure as a document prints it.", ["key", "area", "source"],
        {"area": ANY_AREA, "layer": LAYER},
    ),
    contract_of(
        models.Contradiction, "Two statements that cannot both be true; texts in Dutch, for the reader.", ["key"],
        {"area": ANY_AREA, "layer": LAYER},
    ),
    contract_of(
        models.BudgetLine, "Budget lines; `unallocated` is the plan's 'nadere invulling'.",
        ["area", "year", "position"], {"area": PROGRAMME_AREA, "year": YEAR, "hours": ZERO_UP, "amount_cents": ZERO_UP,
         "layer": LAYER},
    ),
    contract_of(
        models.Funding, "Money by source; `in_total`: the plan counts it in the year's total.",
        ["area", "year", "fund", "source"],
        {"area": PROGRAMME_AREA, "year": YEAR, "fund": FUND, "amount_cents": ZERO_UP, "stated_total_cents": ZERO_UP,
         "layer": LAYER},
    ),
    contract_of(
        models.Commitment, "Money promised but not yet spent: one row per day, line and fund.",
        ["area", "day", "line", "fund"],
        {"area": PROGRAMME_AREA, "day": HAPPENED, "fund": FUND, "amount_cents": ZERO_UP, "layer": LAYER},
    ),
    contract_of(
        models.Expense, "Money spent: one row per day, line and fund (add amounts of one day up).",
        ["area", "day", "line", "fund", "regular"],
        {"area": PROGRAMME_AREA, "day": HAPPENED, "fund": FUND, "layer": LAYER},
    ),
    contract_of(
        models.TeamHoursPlan, "Planned team hours; `quarter` 0 is the printed total of the year.",
        ["area", "year", "quarter"],
        {"area": PROGRAMME_AREA, "year": YEAR, "quarter": Rule(low=0, high=4), "practices": ZERO_UP, "weeks": ZERO_UP,
         "hours": ZERO_UP, "wor_share": SHARE, "layer": LAYER},
    ),
    contract_of(
        models.Phase, "Phases of the programme as planned.", ["area", "position"],
        {"area": PROGRAMME_AREA, "layer": LAYER},
    ),
    contract_of(
        models.Milestone, "What has to be reached on a day; `reached` is empty until it is.", ["area", "position"],
        {"area": PROGRAMME_AREA, "position": Rule(low=1), "reached": HAPPENED, "layer": LAYER},
    ),
    contract_of(
        models.Explanation,
        "The area's own words beside a figure or a missing delivery. `subject` is a key of the catalogue, or a "
        "supplier or practice. Never about a person.",
        ["area", "about", "subject", "period"],
        {"area": PROGRAMME_AREA, "about": one_of(codes.EXPLAINED), "period": PERIOD, "layer": LAYER},
    ),
)  # fmt: skip

REGISTRATION = (
    contract_of(
        models.Referral,
        "Referrals, pseudonymous: never a name, BSN, address, birth date, e-mail address or free text about a person. "
        "`age` in years, or only `age_band`. Empty means not registered.",
        ["supplier", "case_id"],
        {"case_id": PSEUDONYM, "person": PSEUDONYM, "municipality": IN_MUNICIPALITY, "village": IN_VILLAGE,
         "practice": OF_PRACTICE, "referrer": one_of(codes.REFERRER), "gender": one_of(codes.GENDER),
         "age": AGE, "age_band": one_of(codes.AGE_BANDS), "reason": one_of(codes.REASON),
         "date_referral": HAPPENED, "date_contact": HAPPENED, "date_intake": HAPPENED, "date_activity": HAPPENED,
         "date_aftercare": HAPPENED, "date_closing": HAPPENED, "recipient": one_of(codes.RECIPIENT),
         "direction": OPEN_DIRECTION, "provision": OPEN_PROVISION,
         "offers": Rule(codes=tuple(codes.OFFER), several=True), "ending_reason": Rule(kind=Kind.WORD),
         "client": one_of(codes.CLIENT), "hours": ZERO_UP, "layer": LAYER},
    ),
    contract_of(
        models.Delivery, "That a supplier delivered a municipality's referrals of a month, also when there were none.",
        ["supplier", "municipality", "month"],
        {"municipality": IN_MUNICIPALITY, "month": MONTH, "rows": ZERO_UP, "layer": LAYER},
    ),
    contract_of(
        models.Wellbeing, "Scores of a questionnaire before (`t0`) and after (`t1`), with the case id of the referral.",
        ["supplier", "case_id", "instrument", "moment"],
        {"case_id": PSEUDONYM, "municipality": IN_MUNICIPALITY, "instrument": CODE, "moment": one_of(codes.MOMENT),
         "day": HAPPENED, "score": Rule(low=0, high=1000), "layer": LAYER},
    ),
    contract_of(
        models.PracticeSurvey, "Answers of a practice in a survey; `mark` from 1 to 10.", ["practice", "period"],
        {"practice": OF_PRACTICE, "period": PERIOD, "mark": Rule(low=1, high=10),
         "obstacles": Rule(codes=tuple(codes.OBSTACLE), several=True), "layer": LAYER},
    ),
)  # fmt: skip

CONTRACT: Mapping[str, TableContract] = MappingProxyType({c.name: c for c in REFERENCE + PROGRAMME + REGISTRATION})
"""By table name, in an order in which what is referred to comes first."""
