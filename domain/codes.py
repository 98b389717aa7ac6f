"""Code lists: the code that is stored, and the Dutch word on screen. Order is the order on screen."""

UNKNOWN = "unknown"
NOT_YET = "not_yet"

GENDER = {"female": "Vrouw", "male": "Man", "other": "Anders", UNKNOWN: "Niet geregistreerd"}

AGE_BANDS = {
    "0-17": "0 tot en met 17", "18-29": "18 tot en met 29", "30-44": "30 tot en met 44", "45-54": "45 tot en met 54",
    "55-64": "55 tot en met 64", "65-74": "65 tot en met 74", "75-84": "75 tot en met 84", "85+": "85 en ouder",
    UNKNOWN: "Niet geregistreerd",
}  # fmt: skip
BAND_STARTS = {"0-17": 0, "18-29": 18, "30-44": 30, "45-54": 45, "55-64": 55, "65-74": 65, "75-84": 75, "85+": 85}

COARSE_AGE = {"0-54": ("0-17", "18-29", "30-44", "45-54"), "55-74": ("55-64", "65-74"), "75+": ("75-84", "85+")}
"""The age bands that a release may put together, where the finer ones are too small to show."""
COARSE_AGE_LABELS = {
    "0-54": "0 tot en met 54", "55-74": "55 tot en met 74", "75+": "75 en ouder", UNKNOWN: "Niet geregistreerd",
}  # fmt: skip

REASON = {
    "loneliness": "Eenzaamheid", "gloom": "Somberheid", "stress": "Stress of spanning", "anxiety": "Angst",
    "loss": "Verlies of rouw", "meaning": "Zingeving of dagbesteding", "money": "Geldzorgen of regelzaken",
    "body": "Lichamelijke klachten zonder medische oorzaak", UNKNOWN: "Niet geregistreerd",
}  # fmt: skip

COARSE_REASON = {
    "mood": ("loneliness", "gloom"), "tension": ("stress", "anxiety"), "life": ("loss", "meaning"),
    "money": ("money",), "body": ("body",),
}  # fmt: skip
"""The reasons that a release may put together. `money` and `body` stand in both lists."""
COARSE_REASON_LABELS = {
    "mood": "Eenzaamheid of somberheid", "tension": "Stress, spanning of angst",
    "life": "Verlies, rouw, zingeving of dagbesteding", "money": "Geldzorgen of regelzaken",
    "body": "Lichamelijke klachten zonder medische oorzaak", UNKNOWN: "Niet geregistreerd",
}  # fmt: skip

REFERRER = {
    "gp": "Huisarts", "poh_ggz": "POH-GGZ", "poh_elderly": "POH ouderenzorg",
    "other_practice": "Andere praktijkmedewerker",
    "physiotherapist": "Fysiotherapeut", "district_nurse": "Wijkverpleegkundige", "other_care": "Andere zorgverlener",
    UNKNOWN: "Niet geregistreerd",
}  # fmt: skip

RECIPIENT = {
    "team_worker": "Wijkteammedewerker", "welfare_professional": "Welzijnsprofessional", UNKNOWN: "Niet geregistreerd",
}  # fmt: skip

# A supplier may deliver NOT_YET, but it counts as unknown: whether the answer is still to come follows from the dates
# of the trajectory. Told apart, the two would tie these breakdowns to that one, and each would betray the other.
DIRECTION = {
    "self": "Zelf afgehandeld", "team": "Wijkteam", "coach": "Welzijnscoach", "other": "Andere organisatie",
    UNKNOWN: "Nog niet bekend of niet geregistreerd",
}  # fmt: skip

PROVISION = {
    "preventive": "Voorliggend", "tailored": "Maatwerk", UNKNOWN: "Nog niet bekend of niet geregistreerd",
}  # fmt: skip

CLIENT = {"new": "Nieuw in het sociaal domein", "known": "Al bekend", UNKNOWN: "Niet geregistreerd"}

OFFER = {
    "volunteering": "Vrijwilligerswerk", "meeting": "Meedoen en ontmoeten", "carer": "Mantelzorgondersteuning",
    "discover": "Ontdekken en doen", "moving": "Bewegen met plezier", "cooking": "Koken en samen eten",
    "nature": "Natuur en genieten", "music": "Muziek en cultuur",
}  # fmt: skip

STEP = {
    "referral": "Verwijzing", "contact": "Eerste contact", "intake": "Kennismaking", "activity": "Start activiteit",
    "aftercare": "Nazorg", "closing": "Afronding",
}  # fmt: skip

CONTACT = {
    "in_time": "Binnen 5 werkdagen", "late": "Later dan 5 werkdagen", "not_yet": "Nog niet bekend",
    UNKNOWN: "Niet geregistreerd",
}  # fmt: skip

FEEDBACK = {"given": "Terugkoppeling gegeven", "none": "Geen terugkoppeling", "not_yet": "Nog niet bekend",
            UNKNOWN: "Niet geregistreerd"}  # fmt: skip

ENDING = {
    "started": "Activiteit gestart", "not_arrived": "Niet aangekomen", "declined": "Aanbod geweigerd",
    "no_activity": "Afgerond zonder activiteit", "open": "Loopt nog",
}  # fmt: skip

NEED = {"loneliness": "Eenzaamheid", "severe_loneliness": "Ernstige eenzaamheid"}

MOMENT = {"t0": "Vooraf (T0)", "t1": "Na afloop (T1)"}

OBSTACLE = {
    "time": "Te weinig tijd", "offer_unknown": "Aanbod niet bekend", "declines": "Patiënt wil niet",
    "waiting": "Wachttijd", "no_feedback": "Geen terugkoppeling", "system": "Verwijzen is omslachtig",
    "other": "Anders",
}  # fmt: skip
"""What keeps a practice from referring, by its own answer in the survey."""

EXPLAINED = {"figure": "Bij een cijfer", "gap": "Bij een ontbrekende levering"}

FUNDING = {
    "spuk_gala": "SPUK GALA", "pok": "POK", "samsam": "SamSam", "insurer": "Zorgverzekeraar",
    "regular": "Reguliere middelen", "gala": "GALA",
}  # fmt: skip


def band_of(age: int) -> str:
    """The age band of an age in whole years."""
    return [band for band, start in BAND_STARTS.items() if age >= start][-1]
