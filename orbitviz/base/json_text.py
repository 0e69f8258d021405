"""JSON as the program writes it for people and for other programs."""

from __future__ import annotations

import json
import re

# A list of numbers over several lines: inside a text a line break is an escape.
_NUMBERS = re.compile(r"\[\n((?:\s+[-+.\deE]+,\n)*\s+[-+.\deE]+)\n\s*\]")


def json_text(value: object) -> str:
    """Return a value as JSON, indented, a line for each list of numbers.

    Raises ValueError for a number that JSON does not have.
    """
    text = json.dumps(value, indent=2, allow_nan=False)
    return _NUMBERS.sub(lambda found: f"[{' '.join(found[1].split())}]", text)
