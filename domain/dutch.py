"""The one place that writes numbers, money and dates the Dutch way, whatever the browser or the machine is set to."""

from datetime import UTC, date, datetime, time, tzinfo
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from babel.dates import format_date, format_datetime
from babel.numbers import format_currency, format_decimal, format_percent

LOCALE = "nl_NL"
MONTHS = (
    "januari", "februari", "maart", "april", "mei", "juni",
    "juli", "augustus", "september", "oktober", "november", "december",
)  # fmt: skip
MONTHS_SHORT = ("jan", "feb", "mrt", "apr", "mei", "jun", "jul", "aug", "sep", "okt", "nov", "dec")
NONE = "onbekend"


def number(value: float | None, decimals: int = 0) -> str:
    """`1234.5` with one decimal becomes `1.234,5`."""
    pattern = "#,##0" + ("." + "0" * decimals if decimals else "")
    return NONE if value is None else format_decimal(round(value, decimals), format=pattern, locale=LOCALE)


def percent(share: float | None, decimals: int = 0) -> str:
    """`0.051` becomes `5%`."""
    pattern = "#,##0" + ("." + "0" * decimals if decimals else "") + "%"
    return NONE if share is None else format_percent(round(share, decimals + 2), format=pattern, locale=LOCALE)


def euro(cents: float | None, decimals: int = 0) -> str:
    """Cents to `€ 1.235`, or `€ 1.234,56` with two decimals."""
    if cents is None:
        return NONE
    pattern = "¤ #,##0" + (".00" if decimals else "") + ";¤ -#,##0" + (".00" if decimals else "")
    amount = round(cents / 100, decimals)
    return format_currency(amount, "EUR", format=pattern, locale=LOCALE, currency_digits=False).replace("\xa0", " ")


def day(value: date | None) -> str:
    """`22 november 2026`, for running text."""
    return NONE if value is None else format_date(value, "d MMMM y", locale=LOCALE)


def day_short(value: date | None) -> str:
    """`22-11-2026`, for tables."""
    return NONE if value is None else format_date(value, "dd-MM-y", locale=LOCALE)


def moment(value: datetime) -> str:
    """`22 november 2026 om 14.05 uur` on a Dutch clock; without a time zone `value` is in UTC."""
    return format_datetime(_local(value), "d MMMM y 'om' HH.mm 'uur'", locale=LOCALE)


def local_day(value: datetime) -> date:
    """The day it is in the Netherlands."""
    return _local(value).date()


def begin_of_day(value: date) -> datetime:
    """The moment at which a day begins in the Netherlands, in UTC."""
    return datetime.combine(value, time(), _zone()).astimezone(UTC)


def moment_short(value: datetime) -> str:
    """`22-11-2026 14:05:09` on a Dutch clock, for tables."""
    return format_datetime(_local(value), "dd-MM-y HH:mm:ss", locale=LOCALE)


def _local(value: datetime) -> datetime:
    """Dutch time, without its zone."""
    aware = value if value.tzinfo else value.replace(tzinfo=UTC)
    return aware.astimezone(_zone()).replace(tzinfo=None)


def _zone() -> tzinfo:
    """On a machine that knows no time zones it is UTC."""
    try:
        return ZoneInfo("Europe/Amsterdam")
    except ZoneInfoNotFoundError:
        return UTC


def listing(words: list[str] | tuple[str, ...]) -> str:
    """`a, b en c`."""
    return words[0] if len(words) == 1 else f"{', '.join(words[:-1])} en {words[-1]}" if words else ""


ONE = {
    "verwijzingen": "verwijzing", "praktijken": "praktijk", "kennismakingen": "kennismaking", "maanden": "maand",
    "geldbronnen": "geldbron", "begrotingsposten": "begrotingspost", "welzijnsorganisaties": "welzijnsorganisatie",
}  # fmt: skip


def counted(count: float, many: str, decimals: int = 0) -> str:
    """`1 verwijzing`, `402 verwijzingen`, `43,5 praktijken`."""
    return f"{number(count, decimals)} {ONE.get(many, many) if count == 1 else many}"


def plural(count: float, one: str, many: str) -> str:
    """`1 praktijk`, `6 praktijken`."""
    return f"{number(count)} {one if count == 1 else many}"
