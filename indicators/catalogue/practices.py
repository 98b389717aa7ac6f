"""How many practices take part, against the path agreed, and how many of them refer."""

from datetime import date

from domain.areas import Level
from domain.results import Unit
from indicators.derive.organisations_zorgdomein import organisations_zorgdomein
from indicators.derive.practices_list import practices_list
from indicators.derive.practices_norm import practices_norm
from indicators.derive.practices_participating import practices_participating
from indicators.derive.practices_patients import practices_patients
from indicators.derive.practices_pilot import practices_pilot
from indicators.derive.practices_referring import practices_referring
from indicators.indicator import Direction, Indicator

WIDE = (Level.REGION, Level.MUNICIPALITY)
ENSCHEDE = "Meerjarenplan Enschede 2023-2026"
TWENTE = "Projectplan Twente"
MEIERIJSTAD = "Presentatie Meierijstad"
DWO = "Plan van aanpak DWO 2025-2026"
OPEN = "Praktijken zijn geen inwoners. Dit cijfer tonen we zoals het is."
OWNER = "projectleider WOR"
REVIEWED, NEXT_REVIEW = date(2026, 11, 22), date(2027, 11, 22)

PRACTICES = (
    Indicator(
        key="practices_participating",
        title="Deelnemende praktijken",
        definition="Het aantal huisartsenpraktijken dat aan het eind van de periode (of op de peildatum) meedoet.",
        formula="Praktijken met een lopende deelname. Op koers = niet minder dan het laatste punt van "
        "het afgesproken pad dat al bereikt moest zijn. De verwachting telt de groei van de "
        "laatste vier hele kwartalen door, tot hooguit alle praktijken.",
        unit=Unit.COUNT, direction=Direction.HIGHER, tables=("practices",), levels=WIDE, has_aim=True,
        sources=(ENSCHEDE,), protection=OPEN, owner=OWNER, reviewed=REVIEWED, next_review=NEXT_REVIEW,
        derive=practices_participating,
    ),
    Indicator(
        key="practices_norm",
        title="Deelnemende normpraktijken",
        definition="De grootte van de praktijken die meedoen, geteld in normpraktijken.",
        formula="Ingeschreven patiënten van deelnemende praktijken / "
        "2.095, naast die van alle praktijken / 2.095.",
        unit=Unit.COUNT, direction=Direction.NONE, tables=("practices",), levels=WIDE, has_aim=False,
        sources=(TWENTE,), protection=OPEN, owner=OWNER, reviewed=REVIEWED, next_review=NEXT_REVIEW,
        derive=practices_norm,
    ),
    Indicator(
        key="practices_patients",
        title="Patiënten bij een deelnemende praktijk",
        definition="Het deel van de ingeschreven patiënten dat bij een praktijk staat die meedoet.",
        formula="Ingeschreven patiënten van deelnemende praktijken / ingeschreven patiënten van alle praktijken.",
        unit=Unit.SHARE, direction=Direction.NONE, tables=("practices",), levels=WIDE, has_aim=False,
        sources=(TWENTE,), protection=OPEN, owner=OWNER, reviewed=REVIEWED, next_review=NEXT_REVIEW,
        derive=practices_patients,
    ),
    Indicator(
        key="practices_referring",
        title="Verwijzende praktijken",
        definition="Het aantal praktijken dat in de periode ten minste één inwoner verwees.",
        formula="Praktijken met een verwijzing in de periode. Deelnemend zonder "
        "verwijzing = deelnemende praktijken min verwijzende praktijken.",
        unit=Unit.COUNT, direction=Direction.NONE, tables=("practices.referring", "practices"), levels=WIDE,
        has_aim=False, sources=(ENSCHEDE,),
        protection="Alleen het aantal praktijken, per jaar en per halfjaar. Welke praktijk verwees, is niet te zien.",
        owner=OWNER, reviewed=REVIEWED, next_review=NEXT_REVIEW, derive=practices_referring,
    ),
    Indicator(
        key="practices_pilot",
        title="Pilotpraktijken en andere praktijken",
        definition="Verwijzingen uit de pilotpraktijken naast verwijzingen uit "
        "de andere praktijken, zoals gepubliceerd.",
        formula="De aantallen zoals het document ze noemt. Zonder periode "
        "rekenen we niet per praktijk of per jaar.",
        unit=Unit.COUNT, direction=Direction.NONE, tables=(), levels=(Level.MUNICIPALITY,), has_aim=False,
        sources=(MEIERIJSTAD,), protection="Dit cijfer is al gepubliceerd.", owner=OWNER, reviewed=REVIEWED,
        next_review=NEXT_REVIEW, derive=practices_pilot,
    ),
    Indicator(
        key="organisations_zorgdomein",
        title="Welzijnsorganisaties op ZorgDomein",
        definition="Het deel van de welzijnsorganisaties dat via ZorgDomein een verwijzing kan ontvangen.",
        formula="Welzijnsorganisaties met een aansluiting aan het eind van "
        "de periode / alle welzijnsorganisaties.",
        unit=Unit.SHARE, direction=Direction.HIGHER, tables=(), levels=WIDE, has_aim=True,
        sources=(DWO,), protection="Organisaties zijn geen inwoners. Dit cijfer tonen we zoals het is.", owner=OWNER,
        reviewed=REVIEWED, next_review=NEXT_REVIEW, derive=organisations_zorgdomein,
    ),
    Indicator(
        key="practices_list",
        title="Praktijken van de gemeente",
        definition="Per praktijk het aantal verwijzingen in de periode en de dag van de laatste verwijzing.",
        formula="Telling van de verwijzingen per praktijk; ook praktijken die meedoen en niet verwezen.",
        unit=Unit.COUNT, direction=Direction.NONE, tables=("practices.referrals", "practices.participant"),
        levels=(Level.MUNICIPALITY,), has_aim=False, sources=(),
        protection="Alleen voor de coördinator van de eigen gemeente. Niet voor publicatie.", owner=OWNER,
        reviewed=REVIEWED, next_review=NEXT_REVIEW, derive=practices_list,
    ),
)  # fmt: skip
