"""Streamlit pieces used by two pages or more: sign-in, filters, the indicator card, figure, table, download."""
