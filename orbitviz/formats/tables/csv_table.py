"""Tables as CSV."""

from __future__ import annotations

import csv
import io
import re
from pathlib import Path

from orbitviz.base.files import replacing
from orbitviz.base.untrusted_text import FORMULA, spreadsheet_cell
from orbitviz.formats.registry import Writer
from orbitviz.formats.tables.state_table import COLUMNS, Identity, StateTable

# Millimetres, micrometres a second, centimetres on the ground.
_NUMBERS = ",%.6f,%.6f,%.6f,%.9f,%.9f,%.9f,%.7f,%.7f,%.6f,%.4f"
_QUANTITY = ",%.9g"
_ENDS = "\r\n"  # Python's csv quotes those line breaks that end its own lines, and no others
_SUSPECT = re.compile(rf',"?(?:{FORMULA})')  # one search of a chunk costs less than one a name


def _write(table: StateTable, path: Path) -> None:
    with replacing(path) as stream:
        stream.write((",".join(table.columns) + "\n").encode())
        form = _NUMBERS + _QUANTITY * (len(table.columns) - len(COLUMNS)) + "\n"
        for rows in table:
            quoted = quoted_identity(rows.identity)
            numbers = map(tuple, rows.numbers.tolist())
            # A quantity that an object does not have is an empty field.
            lines = [
                who + (form % row).replace(",nan", ",")
                for who, row in zip(quoted, numbers, strict=True)
            ]
            stream.write("".join(lines).encode())


def quoted_identity(identity: list[Identity]) -> list[str]:
    """Return identities as CSV, quoted where a name needs it, without formulas."""
    text = io.StringIO()
    csv.writer(text, lineterminator=_ENDS).writerows(identity)
    if _SUSPECT.search(text.getvalue()):
        return [_row(who) for who in identity]
    lines = text.getvalue().split(_ENDS)[:-1]
    if len(lines) == len(identity):
        return lines
    # A name with a line break in it makes two lines of one row: ask row by row.
    return [_row(who) for who in identity]


def _row(who: Identity) -> str:
    text = io.StringIO()
    names = (spreadsheet_cell(name) for name in who[1:])
    csv.writer(text, lineterminator=_ENDS).writerow([who.id, *names])
    return text.getvalue().removesuffix(_ENDS)


FORMAT = Writer(title="CSV", endings=(".csv",), write=_write)
