"""What happens after a referral: the steps, the time they take, and how it ends."""

from datetime import date

from domain.areas import Level
from domain.results import Unit
from indicators.derive.capacity import capacity
from indicators.derive.contact_in_time import contact_in_time
from indicators.derive.days_to_intake import days_to_intake
from indicators.derive.endings import endings
from indicators.derive.feedback import feedback
from indicators.derive.intakes_growth import intakes_growth
from indicators.derive.trajectory_steps import trajectory_steps
from indicators.indicator import Direction, Indicator

EVERY = (Level.REGION, Level.MUNICIPALITY, Level.VILLAGE)
WIDE = (Level.REGION, Level.MUNICIPALITY)
DWO = "Plan van aanpak DWO 2025-2026"
ENSCHEDE = "Meerjarenplan Enschede 2023-2026"
MERGED = (
    "Wat iets over een kleine groep zou kunnen zeggen, is afgeschermd. Die groepen staan samen onder Overige "
    "(samengevoegd)."
)
WHOLE = "Is een deel te klein om te tonen, dan is het hele cijfer afgeschermd."
OWNER = "projectleider WOR"
REVIEWED, NEXT_REVIEW = date(2026, 11, 22), date(2027, 11, 22)

TRAJECTORY = (
    Indicator(
        key="trajectory_steps",
        title="Van verwijzing tot activiteit",
        definition="Het deel van de verwijzingen dat elke stap van het WOR-traject bereikte.",
        formula="Verwijzingen die de stap bereikten / alle verwijzingen waarvan dat bekend kan zijn. Een traject dat "
        "korter loopt dan normaal is voor de stap, is 'nog niet bekend' en telt niet mee. De stappen verschillen per "
        "gebied.",
        unit=Unit.SHARE, direction=Direction.NONE, tables=("trajectory.step",), levels=EVERY, has_aim=False,
        sources=(DWO, ENSCHEDE), protection="Is een deel van een stap te klein om te tonen, dan is die stap "
        "afgeschermd.",
        owner=OWNER, reviewed=REVIEWED, next_review=NEXT_REVIEW, derive=trajectory_steps,
    ),
    Indicator(
        key="contact_in_time",
        title="Contact binnen 5 werkdagen",
        definition="Het deel van de verwijzingen waarbij binnen 5 werkdagen contact met de inwoner was.",
        formula="Contact binnen 5 werkdagen / contact binnen 5 werkdagen of later. De dag van verwijzen en "
        "feestdagen tellen niet als werkdag. Wat nog niet bekend of niet geregistreerd is, telt niet mee.",
        unit=Unit.SHARE, direction=Direction.HIGHER, tables=("trajectory.contact",), levels=EVERY, has_aim=True,
        sources=(DWO,), protection=WHOLE, owner=OWNER, reviewed=REVIEWED, next_review=NEXT_REVIEW,
        derive=contact_in_time,
    ),
    Indicator(
        key="days_to_intake",
        title="Wachttijd tot de kennismaking",
        definition="Het aantal dagen tussen de verwijzing en de kennismaking.",
        formula="De middelste wachttijd (mediaan): de helft wachtte korter, de helft langer. Alleen verwijzingen met "
        "een kennismaking tellen mee.",
        unit=Unit.DAYS, direction=Direction.LOWER, tables=("trajectory.days_to_intake", "trajectory.step"),
        levels=EVERY, has_aim=False, sources=(DWO,),
        protection="De mediaan tonen we vanaf 10 inwoners, kwarten vanaf 20.", owner=OWNER, reviewed=REVIEWED,
        next_review=NEXT_REVIEW, derive=days_to_intake,
    ),
    Indicator(
        key="feedback",
        title="Terugkoppeling aan de verwijzer",
        definition="Het deel van de verwijzingen waarover de verwijzer een terugkoppeling kreeg.",
        formula="Terugkoppeling gegeven / wel of geen terugkoppeling gegeven. Trajecten zonder terugkoppeling die "
        "nog lopen, zijn 'nog niet bekend' en tellen niet mee.",
        unit=Unit.SHARE, direction=Direction.HIGHER, tables=("trajectory.feedback",), levels=EVERY, has_aim=True,
        sources=(DWO,), protection=WHOLE, owner=OWNER, reviewed=REVIEWED, next_review=NEXT_REVIEW, derive=feedback,
    ),
    Indicator(
        key="endings",
        title="Hoe het verder ging",
        definition="Of een activiteit startte, de inwoner niet aankwam, het aanbod weigerde of zonder activiteit "
        "afrondde.",
        formula="Verwijzingen per afloop / alle verwijzingen die niet meer openstaan. 'Niet aangekomen' en 'aanbod "
        "geweigerd' zijn twee verschillende dingen en worden niet opgeteld.",
        unit=Unit.SHARE, direction=Direction.NONE, tables=("trajectory.ending",), levels=EVERY, has_aim=False,
        sources=(DWO,), protection=MERGED, owner=OWNER, reviewed=REVIEWED, next_review=NEXT_REVIEW, derive=endings,
    ),
    Indicator(
        key="capacity",
        title="Ruimte bij de welzijnscoach",
        definition="Het aantal mensen dat de welzijnscoach in een jaar kan begeleiden, naast het aantal dat er komt.",
        formula="Uren per week x 42 tot 52 weken / uren per deelnemer. Daarnaast de verwijzingen naar de "
        "welzijnscoach, omgerekend naar een heel jaar.",
        unit=Unit.COUNT, direction=Direction.NONE, tables=("referrals.direction",), levels=(Level.MUNICIPALITY,),
        has_aim=False, sources=(ENSCHEDE,), protection=MERGED, owner=OWNER, reviewed=REVIEWED, next_review=NEXT_REVIEW,
        derive=capacity,
    ),
    Indicator(
        key="intakes_growth",
        title="Groei van het aantal kennismakingen",
        definition="Hoeveel meer kennismakingen (intakes) er waren dan in dezelfde maanden een jaar eerder.",
        formula="Kennismakingen in de periode / kennismakingen in dezelfde periode een jaar eerder - 1. We tellen op "
        "de dag van de kennismaking. Loopt de periode nog, dan vergelijken we alleen hele maanden of een heel "
        "halfjaar.",
        unit=Unit.SHARE, direction=Direction.HIGHER, tables=("intakes", "referrals"), levels=WIDE, has_aim=True,
        sources=(DWO,), protection="Kleine aantallen zijn afgeschermd, zodat niemand te herkennen is.", owner=OWNER,
        reviewed=REVIEWED, next_review=NEXT_REVIEW, derive=intakes_growth,
    ),
)  # fmt: skip
