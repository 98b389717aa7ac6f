"""What a release says of gender in words where it may not give numbers: certified inequalities of all referrals."""

from indicators.view import View

TABLE = "referrals.gender"
REST = "Verdere verdeling afgeschermd."
CLAIMS = {">=2/3": "ten minste twee derde", ">1/2": "meer dan de helft"}
"""The strongest first."""
WHO = {"female": "vrouw", "male": "man"}


def majority(view: View) -> str | None:
    """`meer dan de helft vrouw`; None where nothing was certified."""
    given = view.cells.lookup(TABLE, view.area.code).get(view.period.code, {})
    claims = [(f"{sex}{claim}", f"{words} {WHO[sex]}") for claim, words in CLAIMS.items() for sex in WHO]
    return next((words for category, words in claims if category in given), None)


def majority_sentence(view: View) -> str | None:
    """`Meer dan de helft van de verwezen inwoners is vrouw. Verdere verdeling afgeschermd.`"""
    found = majority(view)
    if found is None:
        return None
    most, who = found.rsplit(" ", 1)
    return f"{most[:1].upper()}{most[1:]} van de verwezen inwoners is {who}. {REST}"
