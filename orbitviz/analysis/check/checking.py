"""A check of a design: the findings of rules, the gravest first, and its shells."""

from __future__ import annotations

from collections.abc import Generator, Sequence
from dataclasses import dataclass, replace

from orbitviz.analysis.check.finding import Finding, Rule, apply_fix
from orbitviz.analysis.check.subject import Subject
from orbitviz.analysis.remark import Severity
from orbitviz.analysis.separation import best_of
from orbitviz.base.errors import UserError
from orbitviz.base.progress import run_to_end


@dataclass(frozen=True, kw_only=True)
class ShellCheck:
    """The least separation of one shell, as it is and with its own best phasing.

    Both are None where they are not known, the phasing too where there is none to choose.
    """

    group: str
    shell: str
    min_separation_km: float | None
    best_phasing: int | None
    best_separation_km: float | None


@dataclass(frozen=True, kw_only=True)
class Checked:
    """What a check found.

    time    UTC, ISO 8601
    rules   that were tried
    """

    design: str
    time: str
    rules: tuple[Rule, ...]
    findings: tuple[Finding, ...]
    shells: tuple[ShellCheck, ...]

    def count(self, severity: Severity) -> int:
        """Return how many findings have a severity."""
        return sum(finding.severity is severity for finding in self.findings)


def check_design(subject: Subject, rules: Sequence[Rule]) -> Checked:
    """Return what some rules find in a design, and its shells."""
    return run_to_end(check_steps(subject, rules))


def check_steps(subject: Subject, rules: Sequence[Rule]) -> Generator[None, None, Checked]:
    """Check rule by rule; return what `check_design` does."""
    found: list[Finding] = []
    for rule in rules:
        subject.check()
        found += (_with_possible_fix(subject, finding) for finding in rule.find(subject))
        yield
    return Checked(
        design=subject.document.design.name,
        time=subject.geometry.instant.isoformat(),
        rules=tuple(rules),
        findings=tuple(sorted(found, key=lambda finding: finding.severity.rank)),
        shells=shell_checks(subject),
    )


def _with_possible_fix(subject: Subject, finding: Finding) -> Finding:
    """Return a finding without its fix where that leaves what the design allows."""
    if finding.fix is not None:
        try:
            apply_fix(subject.document, finding.fix)
        except UserError:
            return replace(finding, fix=None)
    return finding


def shell_checks(subject: Subject) -> tuple[ShellCheck, ...]:
    """Return the separations of every shell."""
    names, rows = subject.constellation.shell_name, []
    for shell, pair in enumerate(subject.pairs):
        group = subject.group_of(shell)
        phasing = subject.phasings.get(group)
        apart_km = None if phasing is None else phasing.apart_km[phasing.shells.index(shell)]
        best = None if apart_km is None else best_of(apart_km)
        rows.append(
            ShellCheck(
                group=subject.group_name(group),
                shell=names[shell],
                min_separation_km=None if pair is None else pair.distance_km,
                best_phasing=best,
                best_separation_km=None if apart_km is None else float(apart_km[best]),
            )
        )
    return tuple(rows)
