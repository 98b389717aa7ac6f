"""The tables of docs/data-contract.md, written from CONTRACT so that the page cannot fall behind."""

from data_access.columns import Column, TableContract
from data_access.contract import CONTRACT


def contract_page() -> str:
    """Markdown: for every file what it holds, its key and its columns."""
    return "\n".join(_section(contract) for contract in CONTRACT.values())


def _section(contract: TableContract) -> str:
    key = ", ".join(f"`{name}`" for name in contract.key)
    rows = [f"| `{c.name}` | {c.kind} | {'yes' if c.required else ''} | {_values(c)} |" for c in contract.columns]
    head = ["| column | type | required | values |", "|---|---|---|---|"]
    return "\n".join([f"### {contract.file}", f"{contract.about} Key: {key}.", "", *head, *rows, ""])


def _values(column: Column) -> str:
    rule = column.rule
    refers = [f"`code` of {CONTRACT[table].file}" for table in rule.refers]
    parts = [
        " or ".join([*refers, *(f"`{code}`" for code in rule.codes if rule.refers)]),
        "" if rule.refers else " ".join(f"`{code}`" for code in rule.codes),
        "more than one, with spaces between" if rule.several else "",
        "" if rule.low is None else f"from {rule.low:.0f}" + ("" if rule.high is None else f" to {rule.high:.0f}"),
        "not after the data date" if rule.not_after_data_date else "",
        "" if column.default is None else f"empty: `{_written(column.default)}`",
    ]
    return "; ".join(part for part in parts if part)


def _written(default: object) -> str:
    return str(default).lower() if isinstance(default, bool) else str(default)
