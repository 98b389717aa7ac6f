"""What was planned, what was spent, what it costs per referral, and the money of next year."""

from datetime import date

from domain.areas import Level
from domain.results import Unit
from indicators.derive.budget_burn import budget_burn
from indicators.derive.budget_cost import budget_cost
from indicators.derive.budget_funding import budget_funding
from indicators.derive.budget_lines import budget_lines
from indicators.derive.budget_next_year import budget_next_year
from indicators.derive.budget_team_hours import budget_team_hours
from indicators.indicator import Direction, Indicator

WIDE = (Level.REGION, Level.MUNICIPALITY)
OWN = (Level.MUNICIPALITY,)
ENSCHEDE = "Meerjarenplan Enschede 2023-2026"
TWENTE = "Projectplan Twente"
MONEY = "Geld gaat niet over één inwoner. We tonen het alleen voor een gemeente of regio."
OWNER = "beleidsadviseur sociaal domein"
REVIEWED, NEXT_REVIEW = date(2026, 11, 22), date(2027, 11, 22)

BUDGET = (
    Indicator(
        key="budget_funding",
        title="Waar het geld vandaan komt",
        definition="Het geld dat voor het jaar beschikbaar is, per geldbron.",
        formula="De bedragen uit het plan, met de som ernaast. Geld buiten "
        "het totaal staat apart en telt niet mee.",
        unit=Unit.CENTS, direction=Direction.NONE, tables=(), levels=WIDE, has_aim=False, sources=(ENSCHEDE, TWENTE),
        protection=MONEY, owner=OWNER, reviewed=REVIEWED, next_review=NEXT_REVIEW, derive=budget_funding,
    ),
    Indicator(
        key="budget_lines",
        title="Begroting en uitgaven per post",
        definition="Wat er per post is begroot en wat er in de periode aan is uitgegeven.",
        formula="Uitgaven die ten laste komen van WOR, per post. 'Nadere "
        "invulling' is begroot en telt nooit als uitgegeven.",
        unit=Unit.CENTS, direction=Direction.NONE, tables=("spent.line",), levels=WIDE, has_aim=False,
        sources=(ENSCHEDE, TWENTE), protection=MONEY, owner=OWNER, reviewed=REVIEWED, next_review=NEXT_REVIEW,
        derive=budget_lines,
    ),
    Indicator(
        key="budget_burn",
        title="Uitgegeven geld en de tijd",
        definition="Wat er sinds 1 januari is uitgegeven, naast de begroting en het deel van het jaar dat voorbij "
        "is; op koers zolang de (verwachte) uitgaven van het jaar binnen de begroting blijven.",
        formula="Uitgaven sinds 1 januari / begroting van het jaar. Verwacht = uitgegeven + "
        "maanden die nog komen x gemiddelde per maand; de marge volgt uit de verschillen "
        "tussen de maanden. Minder uitgeven is geen doel op zich.",
        unit=Unit.CENTS, direction=Direction.LOWER, tables=("spent.line",), levels=WIDE, has_aim=True,
        sources=(ENSCHEDE, TWENTE), protection=MONEY, owner=OWNER, reviewed=REVIEWED, next_review=NEXT_REVIEW,
        derive=budget_burn,
    ),
    Indicator(
        key="budget_cost",
        title="Kosten per verwijzing",
        definition="Wat een verwijzing en een gestarte activiteit kosten, met "
        "alleen geld van WOR en met regulier geld erbij.",
        formula="Uitgaven in de periode / verwijzingen in de periode, en / gestarte activiteiten bij "
        "die verwijzingen. Thuisgekookt en POH-J staan apart en tellen niet mee.",
        unit=Unit.CENTS, direction=Direction.NONE, tables=("referrals", "trajectory.step", "spent.line"), levels=OWN,
        has_aim=False, sources=(ENSCHEDE,),
        protection="Is het aantal verwijzingen afgeschermd, dan tonen we ook geen kosten per verwijzing.",
        owner=OWNER, reviewed=REVIEWED, next_review=NEXT_REVIEW, derive=budget_cost,
    ),
    Indicator(
        key="budget_team_hours",
        title="Uren van het wijkteam",
        definition="De geplande uren van wijkteammedewerkers bij praktijken, "
        "wat die kosten en welk deel WOR betaalt.",
        formula="Uren = praktijken x weken x 3. Kosten = uren x uurtarief. WOR betaalt een deel; op het "
        "jaarbedrag komt daarna de indexatie. We rekenen de tabel na tot op de cent.",
        unit=Unit.CENTS, direction=Direction.NONE, tables=(), levels=OWN, has_aim=False, sources=(ENSCHEDE,),
        protection=MONEY, owner=OWNER, reviewed=REVIEWED, next_review=NEXT_REVIEW, derive=budget_team_hours,
    ),
    Indicator(
        key="budget_next_year",
        title="Het geld voor volgend jaar",
        definition="Wat er voor het jaar na de periode aan geld bekend is, en wat het wijkteam dan kost.",
        formula="De geldbronnen uit de plannen. Zonder urenplan: praktijken van het laatste "
        "kwartaal x weken x 3 uur x het laatste uurtarief, helemaal regulier.",
        unit=Unit.CENTS, direction=Direction.NONE, tables=(), levels=OWN, has_aim=False, sources=(ENSCHEDE,),
        protection=MONEY, owner=OWNER, reviewed=REVIEWED, next_review=NEXT_REVIEW, derive=budget_next_year,
    ),
)  # fmt: skip
