"""What is said of a satellite design or a group: a sentence with its figure, and what mends it."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class Severity(StrEnum):
    """How grave something is, the gravest first."""

    ERROR = "error"
    WARNING = "warning"
    NOTE = "note"

    @property
    def rank(self) -> int:
        """0 for the gravest."""
        return list(Severity).index(self)


@dataclass(frozen=True, kw_only=True)
class Remark:
    """One remark; it is a finding of the rule named `about`.

    value, limit   in `unit`, None where there is no number
    larger         key of the satellite design that would have to be larger, and how many times
    """

    about: str
    severity: Severity
    sentence: str
    value: float | None = None
    unit: str = ""
    limit: float | None = None
    larger: tuple[tuple[str, str], float] | None = None
