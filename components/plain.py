"""Text from data, shown as it is: Streamlit reads Markdown everywhere, and a name may hold its signs."""

import re

SIGNS = re.compile(r"([\\`*_{}\[\]<>#|~$:!+])")
LIST_START = re.compile(r"^(\s*)(\d+|-)(?=[.)\s])")


def plain(text: str) -> str:
    """The text with every sign escaped that Markdown or Streamlit would act on (images, links, colours, lists)."""
    escaped = SIGNS.sub(r"\\\1", text)
    return LIST_START.sub(_unlisted, escaped)


def _unlisted(found: re.Match[str]) -> str:
    """`1.` and `-` at the start of a line would make a list."""
    space, mark = found.groups()
    return f"{space}\\-" if mark == "-" else f"{space}{mark}\u2060"
