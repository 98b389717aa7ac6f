"""What a release says of gender in words where it may not give numbers: certified inequalities of all referrals."""

from indicators.view import View

TABLE = "referrals.gender"
REST = "Verdere verdeling afgeschermd."
CLAIMS = {">=2/3": "ten minste twee derde", ">1/2": "meer dan de helft"}
"""The strongest first."""
WHO = {"female": "vrouw", "male": "man"}


def majority(view: View) -> str | None:
    """`meer dan de helft vrouw`; None where nothing was certified, and nothing follows from the numbers shown."""
    given = view.cells.lookup(TABLE, view.area.code).get(view.period.code, {})
    claims = [(sex, claim, f"{words} {WHO[sex]}") for claim, words in CLAIMS.items() for sex in WHO]
    return next((words for sex, claim, words in claims if f"{sex}{claim}" in given or _follows(view, sex, claim)), None)


def _follows(view: View, sex: str, claim: str) -> bool:
    """From a shown number of one gender and of all."""
    count, everyone = view.cell(TABLE, sex).count, view.cell(TABLE).count
    if not view.released or count is None or not everyone:
        return False
    return 2 * count > everyone if claim == ">1/2" else 3 * count >= 2 * everyone


def majority_sentence(view: View) -> str | None:
    """`Meer dan de helft van de verwezen inwoners is vrouw. Verdere verdeling afgeschermd.`"""
    found = majority(view)
    if found is None:
        return None
    most, who = found.rsplit(" ", 1)
    return f"{most[:1].upper()}{most[1:]} van de verwezen inwoners is {who}. {REST}"
