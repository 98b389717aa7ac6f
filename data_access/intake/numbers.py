"""Numbers and money as people type them. `1.234` may be 1234 or 1,234: that is for the column as a whole to settle."""

import re
from collections.abc import Iterable
from decimal import Decimal, InvalidOperation
from enum import StrEnum

LARGEST = 10**15
"""Beyond this no number is meant, and `1e999` has more digits than the memory holds."""
SPACES = "\u00a0\u202f\u2009 "
SIGNS = str.maketrans({"−": "-", "–": "-", **dict.fromkeys(SPACES[:-1], " ")})
PLAIN = re.compile(r"\d+")
GROUPED = {"dutch": re.compile(r"\d{1,3}(\.\d{3})+,\d+|\d{1,3}(\.\d{3}){2,}"),
           "english": re.compile(r"\d{1,3}(,\d{3})+\.\d+|\d{1,3}(,\d{3}){2,}")}  # fmt: skip
SPACED = re.compile(r"\d{1,3}( \d{3})+([.,]\d+)?")
DECIMAL = re.compile(r"\d*[.,]\d+")
EITHER = re.compile(r"[1-9]\d{0,2}[.,]\d{3}")
"""One group of exactly three digits: a thousand or a fraction."""
EXPONENT = re.compile(r"\d+(\.\d+)?[eE][+-]?\d{1,3}")
MONEY = re.compile(r"^(-?)\s*(?:€|eur(?:o)?\b)?\s*(-?)\s*(.*?)(?:,\s*-{1,2})?\s*(?:€|euro?)?$", re.IGNORECASE)


class Style(StrEnum):
    """How a column writes its numbers: which sign stands before the fraction."""

    DUTCH = "dutch"  # 1.234,5
    ENGLISH = "english"  # 1,234.5


def decimal_of(text: str, style: Style | None = None) -> Decimal:
    """Raises ValueError with the rule: number, ambiguous_number or range."""
    bare = " ".join(text.translate(SIGNS).split())
    sign, bare = (-1, bare[1:].lstrip()) if bare.startswith("-") else (1, bare.removeprefix("+"))
    if SPACED.fullmatch(bare):
        bare = bare.replace(" ", "")
    elif EITHER.fullmatch(bare):
        bare = _either(bare, style)
    elif not (PLAIN.fullmatch(bare) or DECIMAL.fullmatch(bare) or EXPONENT.fullmatch(bare)):
        bare = _grouped(bare)
    try:
        number = sign * Decimal(bare.replace(",", "."))
    except InvalidOperation:
        raise ValueError("number") from None
    if abs(number) > LARGEST:
        raise ValueError("range")
    return number


def _grouped(bare: str) -> str:
    if GROUPED["dutch"].fullmatch(bare):
        return bare.replace(".", "")
    if GROUPED["english"].fullmatch(bare):
        return bare.replace(",", "")
    raise ValueError("number")


def _either(bare: str, style: Style | None) -> str:
    if style is None:
        raise ValueError("ambiguous_number")
    fraction = "," if style is Style.DUTCH else "."
    return bare if fraction in bare else re.sub(r"[.,]", "", bare)


def style_of(texts: Iterable[str]) -> Style | None:
    """The style that the clear numbers of a column agree on; None where there are none, or they do not agree."""
    found = {style for text in texts if (style := _clear_style(text))}
    return found.pop() if len(found) == 1 else None


def _clear_style(text: str) -> Style | None:
    bare = MONEY.sub(r"\3", text.translate(SIGNS).strip()).strip().lstrip("+-")
    for style in Style:
        if GROUPED[style].fullmatch(bare):
            return style
    if DECIMAL.fullmatch(bare) and not EITHER.fullmatch(bare):
        return Style.DUTCH if "," in bare else Style.ENGLISH
    return None


def cents_of(text: str, style: Style | None = None) -> int:
    """Euros, such as `€ 1.234,50`, to cents. Raises ValueError with the rule: money or ambiguous_number."""
    found = MONEY.fullmatch(text.translate(SIGNS).strip())
    style = Style.DUTCH if re.search(r",\s*-", text) else style
    if not found or not found[3] or (found[1] and found[2]):
        raise ValueError("money")
    try:
        cents = 100 * decimal_of(f"{found[1] or found[2]}{found[3]}", style)
    except ValueError as error:
        raise ValueError("money" if str(error) == "number" else str(error)) from None
    if cents != cents.to_integral_value():
        raise ValueError("money")
    return int(cents)
