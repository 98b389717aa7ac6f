"""How many residents are referred, beside how many could be, and along which road."""

from datetime import date

from domain.areas import Level
from domain.results import Unit
from indicators.derive.breakdown import make_breakdown
from indicators.derive.referrals_potential import referrals_potential
from indicators.derive.referrals_rate import referrals_rate
from indicators.derive.referrals_trend import referrals_trend
from indicators.indicator import Direction, Indicator

EVERY = (Level.REGION, Level.MUNICIPALITY, Level.VILLAGE)
WIDE = (Level.REGION, Level.MUNICIPALITY)
DWO = "Plan van aanpak DWO 2025-2026"
ENSCHEDE = "Meerjarenplan Enschede 2023-2026"
SMALL = "Kleine aantallen zijn afgeschermd, zodat niemand te herkennen is."
MERGED = (
    "Wat iets over een kleine groep zou kunnen zeggen, is afgeschermd. Die groepen staan samen onder Overige "
    "(samengevoegd)."
)
OWNER = "projectleider WOR"
REVIEWED, NEXT_REVIEW = date(2026, 11, 22), date(2027, 11, 22)

REFERRALS = (
    Indicator(
        key="referrals_potential",
        title="Verwijzingen en wat mogelijk is",
        definition="Het aantal verwijzingen in de periode, naast het aantal dat volgens de ervaring mogelijk is.",
        formula="Mogelijk = 0,5% x ingeschreven patiënten x deel van het jaar. In een lopend jaar "
        "verwachten we voor de rest: verwijzingen tot nu toe gedeeld door het deel van het "
        "jaar dat voorbij is. Dat deel volgt de maanden van vorig jaar als die bekend zijn en "
        "samen 100 of meer verwijzingen tellen, anders de kalender.",
        unit=Unit.COUNT, direction=Direction.NONE, tables=("referrals", "practices"), levels=WIDE, has_aim=False,
        sources=(DWO,), protection=SMALL, owner=OWNER, reviewed=REVIEWED, next_review=NEXT_REVIEW,
        derive=referrals_potential,
    ),
    Indicator(
        key="referrals_trend",
        title="Verwijzingen door de tijd",
        definition="Het aantal verwijzingen per maand, of per kwartaal of "
        "halfjaar als een maand te klein is om te tonen.",
        formula="Telling van de verwijzingen op de dag van verwijzen. De lijn is het "
        "mogelijke aantal: 0,5% x ingeschreven patiënten x deel van het jaar.",
        unit=Unit.COUNT, direction=Direction.NONE, tables=("referrals", "practices"), levels=EVERY, has_aim=False,
        sources=(DWO,), protection=SMALL, owner=OWNER, reviewed=REVIEWED, next_review=NEXT_REVIEW,
        derive=referrals_trend,
    ),
    Indicator(
        key="referrals_rate",
        title="Verwijzingen per 1.000 ingeschreven patiënten",
        definition="Het aantal verwijzingen op elke 1.000 patiënten die bij "
        "een huisartsenpraktijk zijn ingeschreven.",
        formula="Verwijzingen in de periode / ingeschreven patiënten x 1.000. "
        "De marge is een exacte Poisson-marge van 95%.",
        unit=Unit.RATE, direction=Direction.NONE, tables=("referrals", "practices"), levels=WIDE, has_aim=False,
        sources=(DWO,), protection=SMALL, owner=OWNER, reviewed=REVIEWED, next_review=NEXT_REVIEW,
        derive=referrals_rate,
    ),
    Indicator(
        key="referrals_recipient",
        title="Wie de verwijzing ontvangt",
        definition="Hoe vaak een wijkteammedewerker of een welzijnsprofessional de verwijzing ontvangt.",
        formula="Verwijzingen per ontvanger / alle verwijzingen in de periode.",
        unit=Unit.SHARE, direction=Direction.NONE, tables=("referrals.recipient",), levels=EVERY, has_aim=False,
        sources=(ENSCHEDE, DWO), protection=MERGED, owner=OWNER, reviewed=REVIEWED, next_review=NEXT_REVIEW,
        derive=make_breakdown,
    ),
    Indicator(
        key="referrals_direction",
        title="Waar de vraag naartoe gaat",
        definition="Of de ontvanger de vraag zelf afhandelt of doorgeeft: aan "
        "het wijkteam, de welzijnscoach of een ander.",
        formula="Verwijzingen per richting / alle verwijzingen waarvan de richting bekend is.",
        unit=Unit.SHARE, direction=Direction.NONE, tables=("referrals.direction",), levels=EVERY, has_aim=False,
        sources=(ENSCHEDE,), protection=MERGED, owner=OWNER, reviewed=REVIEWED, next_review=NEXT_REVIEW,
        derive=make_breakdown,
    ),
    Indicator(
        key="referrals_provision",
        title="Voorliggend of maatwerk",
        definition="Of de inwoner verder gaat met een voorliggende voorziening of met maatwerk (geïndiceerde zorg).",
        formula="Verwijzingen per soort voorziening / alle verwijzingen waarvan de soort bekend is.",
        unit=Unit.SHARE, direction=Direction.NONE, tables=("referrals.provision",), levels=EVERY, has_aim=False,
        sources=(ENSCHEDE,), protection=MERGED, owner=OWNER, reviewed=REVIEWED, next_review=NEXT_REVIEW,
        derive=make_breakdown,
    ),
    Indicator(
        key="referrals_client",
        title="Nieuw of al bekend",
        definition="Of de inwoner nieuw is in het sociaal domein of daar al bekend was.",
        formula="Verwijzingen van nieuwe en van bekende inwoners / alle verwijzingen in de periode.",
        unit=Unit.SHARE, direction=Direction.NONE, tables=("referrals.client",), levels=EVERY, has_aim=False,
        sources=(ENSCHEDE,), protection=MERGED, owner=OWNER, reviewed=REVIEWED, next_review=NEXT_REVIEW,
        derive=make_breakdown,
    ),
    Indicator(
        key="referrals_offer",
        title="Het aanbod waar mensen naartoe gaan",
        definition="De soorten aanbod die bij een verwijzing horen; bij één verwijzing kunnen er meer zijn.",
        formula="Verwijzingen met dat aanbod / alle verwijzingen in de periode. Samen kan dat meer dan 100% zijn.",
        unit=Unit.SHARE, direction=Direction.NONE, tables=("referrals.offer",), levels=EVERY, has_aim=False,
        sources=(DWO,), protection=MERGED, owner=OWNER, reviewed=REVIEWED, next_review=NEXT_REVIEW,
        derive=make_breakdown,
    ),
)  # fmt: skip
