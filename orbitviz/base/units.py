"""Numbers with their unit as people read them."""

from __future__ import annotations

import math

from orbitviz.base.constants import CELSIUS_0_K

_PREFIXES = (
    (1e24, "Y"), (1e21, "Z"), (1e18, "E"), (1e15, "P"), (1e12, "T"), (1e9, "G"), (1e6, "M"),
    (1e3, "k"), (1.0, ""), (1e-3, "m"), (1e-6, "µ"), (1e-9, "n"), (1e-12, "p"), (1e-15, "f"),
)  # fmt: skip


def prefix_of(value: float) -> tuple[float, str]:
    """Return factor and letter of the SI prefix in which a value is 1 to 1000."""
    size = abs(value)
    if not math.isfinite(size) or size == 0.0:
        return 1.0, ""
    return next((pair for pair in _PREFIXES if size >= 0.9995 * pair[0]), _PREFIXES[-1])


def si_text(value: float, unit: str, digits: int = 3) -> str:
    """Return a value of an SI unit: 125.7 GW."""
    if not math.isfinite(value):
        return "–"
    factor, letter = prefix_of(value)
    shown = value / factor
    if shown == 0.0:
        return f"0 {unit}"
    rounded = abs(float(f"{shown:.{digits - 1}e}"))
    places = max(digits - 1 - math.floor(math.log10(rounded) + 1e-9), 0)
    return f"{shown:,.{places}f} {letter}{unit}"


def celsius_text(kelvin: float, digits: int = 1) -> str:
    """Return a temperature in degrees Celsius."""
    return "–" if not math.isfinite(kelvin) else f"{kelvin - CELSIUS_0_K:,.{digits}f} °C"


def share_text(share: float, digits: int = 1) -> str:
    """Return a share in per cent."""
    return "–" if not math.isfinite(share) else f"{100.0 * share:.{digits}f} %"
