"""What a check finds in a design."""

from __future__ import annotations

from orbitviz.analysis.check.checking import check_design
from orbitviz.analysis.check.registry import chosen_rules
from orbitviz.analysis.check.subject import Subject
from orbitviz.analysis.fleet import fleet_at
from orbitviz.model.state import Playback, State
from orbitviz.orbits.sky_geometry import sky_geometry_at


def checked(document, *rules, catalogues=()):
    """Return what rules find in a document at its epoch."""
    state = State.of(document, Playback(document.design.epoch_instant), catalogues)
    geometry = sky_geometry_at(document.design.epoch_instant)
    subject = Subject(state, geometry, lambda: fleet_at(document, geometry))
    return check_design(subject, chosen_rules(rules))


def only_finding(document, rule, **more):
    """Return the one finding of a rule."""
    (finding,) = checked(document, rule, **more).findings
    return finding
