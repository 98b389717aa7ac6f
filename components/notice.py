"""A page with one sentence, for who gets no page of Streamlit."""

from html import escape

TITLE = "WoR-monitor"


def notice(heading: str, sentence: str, link: str = "") -> str:
    """`link` is HTML of ours that follows the sentence."""
    return (
        f'<!DOCTYPE html><html lang="nl"><head><meta charset="utf-8"><title>{escape(heading)} | {TITLE}</title></head>'
        f"<body><main><h1>{escape(heading)}</h1><p>{escape(sentence)}{link}</p></main></body></html>"
    )
