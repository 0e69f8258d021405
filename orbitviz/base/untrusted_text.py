"""Names from files, made harmless for where they are shown: terminals and spreadsheets."""

from __future__ import annotations

import re

# C0 and C1 controls, separators of lines, and marks that turn the direction of writing.
_CONTROL = re.compile("[\x00-\x1f\x7f-\x9f\u200e\u200f\u2028-\u202e\u2066-\u2069\ud800-\udfff]")
_CONTROL_BUT_LINES = re.compile(_CONTROL.pattern.replace("\x00-\x1f", "\x00-\x09\x0b-\x1f"))
# What spreadsheets take for the beginning of a formula, as OWASP lists it, full width included.
FORMULA = "\\s*[=+\\-@\uff1d\uff0b\uff0d\uff20]|[\t\r\n]"


def printable(text: str, *, lines: bool = False) -> str:
    r"""Return text whose control characters are written as escapes such as \x1b.

    A terminal obeys what a name contains otherwise; `lines` keeps the ends of lines.
    """
    return (_CONTROL_BUT_LINES if lines else _CONTROL).sub(_escape, text)


def spreadsheet_cell(text: str) -> str:
    """Return a cell that no spreadsheet runs: before what looks like a formula stands a quote.

    Quotes of CSV alone do not help: spreadsheets remove them and then calculate. Numbers stay.
    """
    if not re.match(FORMULA, text) or _is_number(text):
        return text
    return f"'{text}"


def _is_number(text: str) -> bool:
    try:
        float(text)
    except ValueError:
        return False
    return True


def _escape(match: re.Match[str]) -> str:
    return match[0].encode("unicode_escape", "surrogatepass").decode("ascii")
