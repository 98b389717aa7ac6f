"""The one mark for what may not be shown, and the one sentence that explains it: on cards, in tables and in files."""

MARK = "afgeschermd"


def explanation(smallest: int) -> str:
    """`smallest`: the k of the release, the smallest group that a number may tell of."""
    return (
        f"{MARK.capitalize()}: dit getal zou iets kunnen zeggen over een groep van minder dan {smallest} inwoners. "
        "Ook nul en andere getallen waaruit het te berekenen is, schermen we af."
    )
