"""The words that spreadsheets use for a code, by column of the contract.

Only words with one meaning: "POH" may be two codes of the list, so it is asked on screen, once.
"""

import re
from collections.abc import Mapping
from functools import cache
from types import MappingProxyType

from data_access.columns import Column
from data_access.intake.mapping import EMPTY
from data_access.intake.plain import plain
from domain import codes

LABELS: Mapping[str, Mapping[str, str]] = MappingProxyType({
    "gender": codes.GENDER, "reason": codes.REASON, "referrer": codes.REFERRER, "recipient": codes.RECIPIENT,
    "direction": codes.DIRECTION, "provision": codes.PROVISION, "client": codes.CLIENT, "offers": codes.OFFER,
    "fund": codes.FUNDING, "step": codes.STEP, "moment": codes.MOMENT, "obstacles": codes.OBSTACLE,
    "about": codes.EXPLAINED,
})  # fmt: skip
"""The words that the dashboard itself uses: what it printed can be delivered again."""

NOTHING = (
    "", "onbekend", "niet bekend", "nog niet bekend", "niet geregistreerd", "niet ingevuld", "n v t", "nvt", "geen",
    "leeg", "weet niet", "unknown", "geen opgave", "wil niet zeggen",
)  # fmt: skip
"""Says nothing: `unknown` where the list has it, else an empty cell. A dash and a question mark come down to "". """

OWN: Mapping[str, Mapping[str, str]] = MappingProxyType({
    "gender": {
        "v": "female", "vr": "female", "f": "female", "dame": "female", "vrouwelijk": "female", "mw": "female",
        "mevrouw": "female", "m": "male", "mannelijk": "male", "heer": "male", "dhr": "male", "de heer": "male",
        "x": "other", "a": "other", "divers": "other", "non binair": "other", "genderneutraal": "other",
    },
    "reason": {
        "eenzaam": "loneliness", "eenzaam voelen": "loneliness", "sociaal isolement": "loneliness",
        "eenzaamheidsklachten": "loneliness", 
        "somber": "gloom", "somberheidsklachten": "gloom", "depressieve klachten": "gloom", "neerslachtigheid": "gloom",
        "stress": "stress", "spanning": "stress", "spanningsklachten": "stress", "stress spanningsklachten": "stress",
        "vermoeidheid burnout": "stress", "burnout": "stress", "burn out": "stress",
        "angst": "anxiety", "angstklachten": "anxiety", "rouw": "loss", "verlies": "loss", "rouwverwerking": "loss",
        "overlijden van een partner": "loss", "overlijden partner": "loss", "rouw en verlies": "loss",
        "verlies en rouw": "loss", "rouw verlies": "loss",
        "zingeving": "meaning", "dagbesteding": "meaning", "daginvulling": "meaning", "zingevingsvragen": "meaning",
        "zingeving dagbesteding": "meaning", "geen dagbesteding": "meaning",
        "geldzorgen": "money", "geldzorg": "money", "financien": "money", "financiele problemen": "money",
        "schulden": "money",
        "regelzaken": "money", "moeilijkheden met financien of instanties": "money", "geld en regelzaken": "money",
        "lichamelijke klachten": "body", "solk": "body", "alk": "body", "hoofdpijn spanning gerelateerd": "body",
        "pijn in de nek spanning gerelateerd": "body", "onverklaarde klachten": "body",
        "aanhoudende lichamelijke klachten": "body",
    },
    "referrer": {
        "ha": "gp", "gp": "gp", "haio": "gp", "poh ggz": "poh_ggz",
        "praktijkondersteuner ggz": "poh_ggz", "poh s": "other_practice", "poh somatiek": "other_practice",
        "poh ouderen": "poh_elderly", "poh o": "poh_elderly", "praktijkondersteuner ouderen": "poh_elderly",
        "doktersassistent": "other_practice", "assistente": "other_practice",
        "doktersassistente": "other_practice", "praktijkassistente": "other_practice", "fysio": "physiotherapist",
        "fysiotherapie": "physiotherapist", "wijkverpleging": "district_nurse", "wijkverzorgende": "district_nurse",
        "wijkverpleegkundige wijkverzorgende": "district_nurse", "leefstijlcoach": "other_care",
        "leefstijlcoach gli": "other_care", "ergotherapeut": "other_care", "dietist": "other_care",
        "logopedist": "other_care", "oefentherapeut": "other_care", "apotheek": "other_care",
        "medisch specialist": "other_care", "ziekenhuis": "other_care", 
        "psycholoog": "other_care", "overig": "other_care", "anders": "other_care",
    },
    "recipient": {
        "wijkteam": "team_worker", "welzijnscoach": "welfare_professional",
        "welzijnswerker": "welfare_professional", "coach": "welfare_professional", "welzijn": "welfare_professional",
    },
    "direction": {
        "zelf": "self", "zelf opgepakt": "self", "wijkteam": "team", "sociaal wijkteam": "team",
        "coach": "coach", "welzijn": "coach", "welzijnsorganisatie": "coach", "arrangement": "coach", "overig": "other",
        "anders": "other", "externe organisatie": "other", "nog niet bekend": codes.NOT_YET,
        "loopt nog": codes.NOT_YET, "volgt": codes.NOT_YET,
    },
    "provision": {
        "voorliggende voorziening": "preventive", "algemene voorziening": "preventive",
        "maatwerkvoorziening": "tailored", "wmo": "tailored", "nog niet bekend": codes.NOT_YET, "volgt": codes.NOT_YET,
    },
    "client": {
        "nieuw": "new", "nee": "new", "nieuwe client": "new", "bekend": "known", "ja": "known", "bestaand": "known",
        "bestaande client": "known", 
    },
    "offers": {
        # the eight of the DWO region stand in codes.OFFER, with their own variants here
        "vrijwilliger": "volunteering", "ontmoeten": "meeting", "ontmoeting": "meeting", "maatje": "meeting",
        "maatjesproject": "meeting", "maatjesprojecten": "meeting",
        "meedoen en ontmoeten waaronder maatjesprojecten": "meeting", "mantelzorg": "carer",
        "mantelzorgers": "carer", "ontdekken": "discover", "bewegen": "moving", "sport": "moving",
        "sporten": "moving", "wandelen": "moving", "koken": "cooking", "samen eten": "cooking", "eten": "cooking",
        "muziek": "music", "cultuur": "music", "natuur": "nature", "tuinieren": "nature", "moestuin": "nature",
        # the eight of Meierijstad; "ontspannen en zingeving" and "andere mogelijkheden" have no counterpart: asked once
        "bewegen en sporten": "moving", "koken en eten": "cooking", "creatieve en culturele activiteiten": "music",
        "creatief en cultuur": "music", "contact en ontmoeten": "meeting",
    },
    "ending_reason": {
        "niet aangekomen": "not_arrived", "niet verschenen": "not_arrived", "no show": "not_arrived",
        "niet bereikt": "unreachable", "onbereikbaar": "unreachable", "niet bereikbaar": "unreachable",
        "geweigerd": "declined", "aanbod geweigerd": "declined", "wil niet": "no_wish", "geen behoefte": "no_wish",
        "geen wens": "no_wish", "ziet ervan af": "no_wish", "geen passend aanbod": "no_fit", "geen aanbod": "no_fit",
        "wachttijd": "waiting_time", "wachtlijst": "waiting_time", "andere zorg": "other_care", "ggz": "other_care",
        "doorverwezen naar zorg": "other_care", "drempel": "threshold", "drempel te hoog": "threshold",
        "verhuisd": "moved", "overleden": "deceased", "afgerond": "completed", "doel bereikt": "completed",
        "gestart": EMPTY, "activiteit gestart": EMPTY,
        "afgesloten": "completed", "geslaagd": "completed", "loopt": EMPTY, "lopend": EMPTY,
        "loopt nog": EMPTY, "open": EMPTY, "in behandeling": EMPTY, "actief": EMPTY,
    },
    "fund": {"spuk": "spuk_gala", "verzekeraar": "insurer", "regulier": "regular"},
    "takes_part": {"ja": "yes", "nee": "no", "in voorbereiding": "preparing", "voorbereiding": "preparing"},
    "kind": {
        "doel": "aim", "pad": "path", "potentieel": "potential", "eenzaamheid": "loneliness",
        "ernstige eenzaamheid": "severe_loneliness",
    },
    "moment": {
        "vooraf": "t0", "voormeting": "t0", "begin": "t0", "start": "t0", "na afloop": "t1", "nameting": "t1",
        "eind": "t1", "einde": "t1",
    },
    "obstacles": {"tijd": "time", "tijdgebrek": "time", "wachtlijst": "waiting", "overig": "other"},
    "about": {"cijfer": "figure", "levering": "gap", "ontbrekende levering": "gap"},
    "indicator": {
        "deelnemende praktijken": "practices_participating", "contact binnen 5 werkdagen": "contact_in_time",
        "terugkoppeling": "feedback", "groei intakes": "intakes_growth", "zorgdomein": "organisations_zorgdomein",
        "passend aanbod": "suitable_offer", "budget": "budget_burn", "mogelijke verwijzingen": "referrals_potential",
    },
})  # fmt: skip


def code_of(text: str, column: Column) -> str | None:
    """The code for the text (several with spaces between where the column takes them); EMPTY says that there is none.

    None: the text is not known.
    """
    allowed = column.rule.codes if not column.rule.refers else ()
    whole = _single(text, column.name, allowed)
    if whole is not None or not column.rule.several:
        return whole
    parts = [_single(part, column.name, allowed) for part in pieces(text)]
    return None if None in parts else " ".join(dict.fromkeys(part for part in parts if part))


def pieces(text: str) -> list[str]:
    """The several answers in one cell."""
    parts = [part.strip() for part in re.split(r"[;,/+|\n]", text)]
    if len(parts) == 1 and re.fullmatch(r"[a-z_]+( [a-z_]+)+", text):
        parts = text.split()
    return [part for part in parts if part]


@cache
def _known(column: str, allowed: tuple[str, ...]) -> Mapping[str, str]:
    return {
        **{plain(code): code for code in allowed},
        **{plain(label): code for code, label in LABELS.get(column, {}).items()},
        **OWN.get(column, {}),
    }


def _single(text: str, column: str, allowed: tuple[str, ...]) -> str | None:
    if text in allowed:
        return text
    word = plain(text)
    code = _known(column, allowed).get(word)
    if code is None and word in NOTHING:
        return codes.UNKNOWN if codes.UNKNOWN in allowed else EMPTY
    return code if code is None or code == EMPTY or not allowed or code in allowed else None
