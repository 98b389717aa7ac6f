"""The headers that spreadsheets of welfare organisations and municipalities use, by column of the contract."""

import re
from collections.abc import Mapping
from functools import cache
from types import MappingProxyType

from data_access.columns import TableContract
from data_access.intake.plain import plain

HEADERS: Mapping[str, tuple[str, ...]] = MappingProxyType({
    # registrations
    "supplier": ("leverancier", "aanleverende organisatie", "bron organisatie"),
    "case_id": (
        "zaaknummer", "casusnummer", "dossiernummer", "verwijsnummer", "verwijzing id", "verwijzingsnummer", "casus id",
        "trajectnummer", "traject id", "aanmeldnummer", "volgnummer", "volgnr", "id verwijzing", "zorgdomeinnummer",
        "zorgdomein nummer", "kenmerk", "id", "nr", "nummer", "case", "referral id",
    ),
    "person": (
        "clientnummer", "client nr", "clientnr", "client id", "clientcode", "persoonsnummer", "pseudoniem",
        "inwoner id", "inwonernummer", "deelnemernummer", "deelnemer id", "deelnemer", "persoon", "client", "person id",
    ),
    "municipality": ("gemeente", "woongemeente", "gemeente inwoner", "gemeentenaam", "gemeentecode", "gm code"),
    "village": (
        "kern", "woonkern", "wijk", "stadsdeel", "dorp", "woonplaats", "plaats", "woonwijk", "dorp of kern",
        "kern of wijk",
    ),
    "practice": (
        "praktijk", "huisartsenpraktijk", "naam praktijk", "naam huisartsenpraktijk", "praktijknaam", "praktijkcode",
        "verwijzende praktijk", "huisartspraktijk", "hap", "verwijzende organisatie", "organisatie verwijzer",
        "praktijk verwijzer",
    ),
    "referrer": (
        "type verwijzer", "soort verwijzer", "type zorgverlener", "functie verwijzer", "beroep verwijzer", "discipline",
        "soort zorgverlener", "verwijzer type", "verwijzer functie", "verwijzende discipline", "zorgverlener",
        "verwezen door", "referrer type", "referred by",
    ),
    "gender": ("geslacht", "gender", "m v", "v m", "m v x", "man vrouw", "sekse", "geslacht client", "sex"),
    "age": ("leeftijd", "leeftijd in jaren", "leeftijd bij verwijzing", "leeftijd client", "lft"),
    "age_band": (
        "leeftijdscategorie", "leeftijdsgroep", "leeftijdsklasse", "leeftijd categorie", "leeftijd groep", "age group",
        "leeftijdscat",
    ),
    "reason": (
        "reden verwijzing", "reden", "reden van verwijzing", "verwijsreden", "hoofdreden", "aanleiding", "hulpvraag",
        "problematiek", "reden aanmelding", "aanmeldreden", "reason for referral",
    ),
    "date_referral": (
        "datum verwijzing", "verwijsdatum", "verwezen op", "datum aanmelding", "aanmelddatum", "aanmeldingsdatum",
        "datum van verwijzing", "dat verwijzing", "verw datum", "datum verwezen", "referral date", "datum",
    ),
    "date_contact": (
        "datum eerste contact", "eerste contact", "datum contact", "1e contact", "datum 1e contact", "contactdatum",
        "eerste contact op", "contact op", "eerste contactdatum", "first contact",
    ),
    "date_intake": (
        "datum intake", "intake", "intakedatum", "datum kennismaking", "kennismaking", "kennismakingsgesprek",
        "datum kennismakingsgesprek", "datum intakegesprek", "intakegesprek", "intake op", "intake date",
    ),
    "date_activity": (
        "datum start activiteit", "start activiteit", "startdatum activiteit", "datum activiteit", "startdatum",
        "gestart op", "begin activiteit", "start aanbod", "datum start aanbod", "activity start",
    ),
    "date_aftercare": ("datum nazorg", "nazorg", "nazorggesprek", "datum nazorggesprek", "nazorg op"),
    "date_closing": (
        "datum afronding", "afronding", "einddatum", "datum afsluiting", "afgesloten op", "afgerond op", "datum einde",
        "datum afgerond", "afsluitdatum", "datum uitstroom", "closing date",
    ),
    "recipient": ("ontvanger", "verwezen naar", "opgepakt door", "ontvangende professional", "opgepakt door functie"),
    "direction": ("richting", "doorverwezen naar", "vervolg", "vervolg naar", "uitkomst intake", "doorgeleid naar"),
    "provision": ("voorziening", "voorliggend of maatwerk", "soort voorziening", "voorliggend maatwerk"),
    "offers": (
        "aanbod", "type aanbod", "soort aanbod", "activiteit", "activiteiten", "categorie", "aanbod categorie",
        "categorie aanbod", "soort activiteit", "type activiteit", "interventie", "offer",
    ),
    "not_arrived": ("niet aangekomen", "niet verschenen", "no show"),
    "declined": ("aanbod geweigerd", "geweigerd", "wil geen aanbod", "afgewezen door inwoner"),
    "ending_reason": (
        "reden afronding", "reden einde", "uitstroomreden", "reden uitstroom", "uitkomst", "resultaat", "afsluitreden",
        "reden uitval", "reden afsluiting", "afloop", "status", "outcome",
    ),
    "feedback": (
        "terugkoppeling", "terugkoppeling gegeven", "terugkoppeling huisarts", "terugkoppeling verwijzer",
        "terugkoppeling naar huisarts", "terugkoppeling naar verwijzer", "tk huisarts", "teruggekoppeld",
        "feedback given",
    ),
    "client": (
        "nieuw of bekend", "bekend", "bekende client", "al bekend", "client bekend", "nieuw bekend",
    ),
    "hours": ("uren", "aantal uren", "bestede uren", "tijdsbesteding", "uren begeleiding", "uren per week"),
    "month": ("maand", "maand levering"),
    "rows": ("aantal verwijzingen", "verwijzingen", "aantal rijen"),
    "delivered_on": ("geleverd op", "datum levering", "leverdatum"),
    # areas and practices
    "code": (
        "agb", "agb code", "afkorting", "praktijkcode", "organisatiecode", "kerncode", "wijkcode", "gemeentecode",
        "gm code", "regiocode",
    ),
    "name": (
        "mijlpaal", "fase",
        "naam", "praktijk", "huisartsenpraktijk", "naam praktijk", "praktijknaam", "naam huisartsenpraktijk",
        "organisatie", "welzijnsorganisatie", "naam organisatie", "gemeente", "gemeentenaam", "kern", "wijk", "regio",
    ),
    "region": ("regio",),
    "takes_part": ("doet mee", "neemt deel", "deelname"),
    "pilot": ("pilotpraktijk", "pilot praktijk", "in pilot"),
    "year": ("jaar", "kalenderjaar", "peiljaar"),
    "registered_patients": (
        "ingeschreven patienten", "aantal patienten", "aantal ingeschreven patienten", "patienten", "praktijkgrootte",
        "ingeschrevenen", "inschrijvingen",
    ),
    "inhabitants": ("inwoners", "aantal inwoners", "bevolking", "aantal", "inwonertal"),
    "area": ("gebied", "gemeente", "kern", "wijk", "regio", "gemeentecode", "wijkcode", "gemeente of kern"),
    "zorgdomein_from": (
        "zorgdomein", "aangesloten op zorgdomein", "zorgdomein sinds", "zorgdomein vanaf", "datum zorgdomein",
        "aansluiting zorgdomein", "datum aansluiting", "datum aansluiting zorgdomein",
    ),
    # what was agreed, and money
    "date_from": (
        "vanaf", "ingangsdatum", "deelname vanaf", "deelnemer sinds", "begindatum", "startdatum", "van", "start",
    ),
    "date_to": ("tot", "tot en met", "t m", "einddatum", "deelname tot", "eind", "einde"),
    "hours_a_week": ("uren per week", "uur per week", "aantal uren per week"),
    "partner": ("gekoppeld aan", "koppeling", "gekoppelde organisatie", "partner organisatie"),
    "indicator": ("onderwerp", "doel", "maatstaf"),
    "period": ("periode", "kwartaal", "jaar", "maand"),
    "kind": ("soort", "type", "soort behoefte", "behoefte"),
    "value": ("waarde", "streefwaarde", "streefcijfer", "doelwaarde", "aantal"),
    "stated_by": ("volgens", "gesteld door", "vastgesteld door"),
    "source": ("bron", "brondocument", "document"),
    "note": ("opmerking", "opmerkingen", "toelichting", "notitie"),
    "position": ("volgorde", "regelnummer", "regel nr", "nr", "positie"),
    "line": ("begrotingspost", "post", "kostenpost", "begrotingsregel", "omschrijving post", "kostensoort"),
    "amount_cents": ("bedrag", "bedrag in euro", "euro", "kosten", "begroot", "budget", "uitgave", "bedrag euro"),
    "unallocated": ("nadere invulling", "nog in te vullen"),
    "remark": ("opmerking", "opmerkingen", "toelichting"),
    "fund": ("geldbron", "financiering", "bron", "dekking", "financieringsbron", "middelen", "fonds"),
    "structural": ("structureel",),
    "in_total": ("telt mee", "in totaal", "telt mee in totaal"),
    "stated_total_cents": ("totaal volgens plan", "totaalbedrag"),
    "day": (
        "datum", "boekdatum", "datum meting", "datum verplichting", "datum uitgave", "dag", "factuurdatum",
        "datum boeking",
    ),
    "regular": ("regulier", "reguliere middelen", "regulier geld"),
    "quarter": ("kwartaal",),
    "until": ("geldig tot", "verplicht tot", "tot", "tot en met", "einddatum"),
    "planned": ("gepland", "geplande datum", "planning", "streefdatum"),
    "reached": ("behaald", "behaald op", "gehaald op", "datum behaald", "gereed op"),
    # questionnaires, needs and explanations
    "instrument": ("vragenlijst", "instrument", "meetinstrument"),
    "moment": ("meetmoment", "meting", "t0 of t1", "t0 t1"),
    "score": ("totaalscore", "uitslag"),
    "knows": ("kent welzijn op recept", "kent wor", "bekend met wor", "bekend met welzijn op recept"),
    "mark": ("rapportcijfer", "cijfer", "waardering"),
    "cooperation": ("samenwerking", "samenwerking positief", "positieve samenwerking", "tevreden over samenwerking"),
    "obstacles": ("belemmeringen", "knelpunten", "belemmering", "wat houdt tegen"),
    "age_from": ("leeftijd vanaf", "vanaf leeftijd"),
    "age_to": ("leeftijd tot en met", "tot en met leeftijd"),
    "share": ("aandeel", "percentage", "deel van de inwoners"),
    "about": ("hoort bij", "gaat over", "toelichting bij"),
    "subject": ("onderwerp", "leverancier of praktijk", "cijfer of leverancier"),
    "text": ("toelichting", "tekst", "uitleg"),
    "author": ("geschreven door", "functie schrijver", "auteur"),
    "step": ("stap",),
    "normal_days": ("normale dagen", "termijn in dagen", "dagen"),
})  # fmt: skip
"""As `plain` writes them, best first: of two headers for one column the better one fills it."""

REFERRER_NAMES = (
    "naam verwijzer", "verwijzer", "verwijzer naam", "naam huisarts", "huisarts", "naam zorgverlener", "naam arts",
    "huisarts naam", "naam van de verwijzer", "verwijzend arts", "verwijzend huisarts", "verwijzende huisarts",
    "naam verwijzende huisarts", "naam poh", "referrer name", "referrer", "gp name",
)  # fmt: skip
"""Headers over the name of a referrer: it becomes the practice (or the kind of referrer) and is then dropped."""
DESCRIPTIONS = (
    "beschrijving reden verwijzing", "omschrijving reden", "toelichting reden", "beschrijving reden",
    "toelichting verwijzing",
    "reden verwijzing toelichting", "omschrijving hulpvraag", "toelichting hulpvraag", "omschrijving reden verwijzing",
    "korte omschrijving", "reden omschrijving", "verwijsvraag", "vraagstelling", "omschrijving problematiek",
)  # fmt: skip
"""Headers over a description in words: it becomes a reason of the list and is then dropped."""


def columns_for(header: str, contract: TableContract) -> dict[str, int]:
    """The columns of the table that the header can stand for, and how well (0 is best)."""
    bare = re.sub(r"\(.*?\)", " ", header).replace("#", "nr")
    texts = [plain(header), plain(bare)]
    ranks = {column.name: _ranks(column.name, contract.name) for column in contract.columns}
    found = {name: min((known[text] for text in texts if text in known), default=None) for name, known in ranks.items()}
    return {name: rank for name, rank in found.items() if rank is not None}


def may_be_personal(header: str, column: str) -> bool:
    """Whether the texts under the header are never to be told or kept: what becomes a practice, a kind of referrer or
    a reason may be a name or a description, unless the header says that it is a practice or a profession."""
    return column == "reason" or plain(header) not in HEADERS[column]


def of_a_referrer(header: str) -> bool:
    """Whether the header announces the name of a referrer or a description, which are not a resident's name."""
    return plain(header) in (*REFERRER_NAMES, *DESCRIPTIONS)


@cache
def _ranks(column: str, table: str) -> Mapping[str, int]:
    """The headers for the column of the table, and how good each is."""
    known = [plain(column), *HEADERS.get(column, ())]
    if table == "referral":
        known += {"practice": REFERRER_NAMES, "reason": DESCRIPTIONS}.get(column, ())
    return {text: rank for rank, text in reversed(list(enumerate(known)))}
