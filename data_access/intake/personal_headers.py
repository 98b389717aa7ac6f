"""Which names of columns announce personal data of residents."""

import re

from data_access.intake.plain import plain

BSN = re.compile(r"\b(bsn\w*|burgerservice\w*|sofi\w*|sofinummer)\b")
BIRTH = re.compile(r"\b(geboortedatum|geboortedag|geb datum|geb dat|gebdatum|gebdat|geboren|geboren op|dob|"
                   r"birth ?dates?|birthday|date of birth|verjaardag|geboorte)\b")  # fmt: skip
EMAIL = re.compile(r"\b(e ?mail\w*|mailadres\w*|mail)\b")
PHONE = re.compile(r"\b(telefoon\w*|tel|tel nr|telnr|telnummer|mobiel\w*|gsm|phone\w*|"
                   r"06 nummer|06nummer|belnummer)\b")  # fmt: skip
ADDRESS = re.compile(
    r"\b(adres|adresgegevens|woonadres|straat\w*|huisnummer|huisnr|huis nr|address|street|toevoeging)\b"
)
ACCOUNT = re.compile(r"\b(iban|rekeningnummer|bankrekening\w*)\b")
NAME = re.compile(
    r"\b(voornaam|voornamen|achternaam|familienaam|roepnaam|geslachtsnaam|meisjesnaam|tussenvoegsels?|voorletters?|"
    r"initialen|surname|first ?name|last ?name|full ?name|"
    r"volledige naam|\w*(?:client|patient|inwoner|deelnemer|bewoner|"
    r"burger|klant)s?(?:en)?naam|naw|naw gegevens|client names?|patient names?|resident names?)\b"
)
PEOPLE = re.compile(r"\b(client|clienten|patient|patienten|inwoner|inwoners|deelnemer|bewoner|burger|klant|persoon|"
                    r"mantelzorger|partner|contactpersoon|resident|mw|dhr)\b")  # fmt: skip
NAME_WORD = re.compile(r"\b(naam|namen|name|names)\b")
OTHERS = re.compile(
    r"\b(praktijk\w*|huisarts\w*|organisatie\w*|gemeente\w*|kern|kernen|wijk\w*|dorp\w*|stad\w*|regio\w*|aanbod|"
    r"activiteit\w*|interventie\w*|verwijzer\w*|zorgverlener\w*|instelling\w*|zorggroep\w*|bron|post|fonds|leverancier|"
    r"gebied\w*|groep|programma|project|fase|mijlpaal|sheet|bestand|stap|practice|municipality|village|region|welzijns\w*|"
    r"doel|indicator|begrotingspost|plaats|woonplaats|woonkern|file|organisation|supplier)\b"
)
"""A name of one of these is no resident's."""
RULES = (
    ("guard_bsn", BSN), ("guard_birth", BIRTH), ("guard_email", EMAIL), ("guard_phone", PHONE),
    ("guard_address", ADDRESS), ("guard_account", ACCOUNT), ("guard_name", NAME),
)  # fmt: skip


def rule_of_header(header: str) -> str | None:
    """The rule of the guard that the name of a column breaks by itself."""
    words = plain(re.sub(r"(?<=[a-z])(?=[A-Z])", " ", header))
    for rule, pattern in RULES:
        if pattern.search(words):
            return rule
    names = NAME_WORD.search(words) is not None and not OTHERS.search(words)
    return "guard_name" if names and (words in ("naam", "name") or PEOPLE.search(words)) else None
