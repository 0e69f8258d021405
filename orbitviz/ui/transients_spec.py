"""The declaration of the panel of transients: one satellite where its orbits do not repeat."""

from __future__ import annotations

import numpy as np

from orbitviz.engine.analyst import PanelData
from orbitviz.engine.transients import Episode
from orbitviz.facts.quantities import celsius_text, share_text
from orbitviz.facts.rounding import round_step
from orbitviz.ui.panel_spec import PanelSpec, celsius
from orbitviz.ui.plot_model import Chart, Clock, Curve
from orbitviz.ui.selection_facts import Fact

_HOUR_S = 3600.0


def _heading(data: PanelData) -> str:
    if data.lead is None:
        return "No satellite is selected"
    name = data.lead.name.replace(" km", "\u00a0km")
    return f"One satellite: the first of {name}"


def _facts(data: PanelData) -> tuple[Fact, ...]:
    if data.lead is None:
        return ()
    if not data.episodes:
        return (Fact("Orbits", "being computed…", "A satellite is followed step by step."),)
    begin = data.episodes[0].begin.to_datetime()
    facts = [Fact("From", f"{begin:%Y-%m-%d %H:%M} UTC", "The season begins later.")]
    for episode in data.episodes:
        course = episode.course
        hottest, least = float(course.chip_k.max()), float(course.soc.min())
        facts.append(
            Fact(
                episode.title,
                f"{celsius_text(hottest)}, {share_text(least)}",
                f"{_sentence(episode)}. Hottest chips and least charge.",
            )
        )
    return tuple(facts)


def _charts(data: PanelData) -> tuple[Chart, ...]:
    return tuple(chart for episode in data.episodes for chart in _charts_of(episode))


def _charts_of(episode: Episode) -> tuple[Chart, Chart]:
    course = episode.course
    hours = course.seconds / _HOUR_S
    begin, end = (second / _HOUR_S for second in episode.changed)
    step = round_step(float(hours[-1]) / 6.0)
    rated = max(float(course.flops.max()), 1e-9)

    def chart(title: str, unit: str, curves: tuple[Curve, ...]) -> Chart:
        return Chart(
            f"{episode.title}: {title}",
            unit,
            hours,
            "hours",
            curves,
            tuple(f"{hour:.2f} h" for hour in hours),
            tuple((mark, f"{mark:g} h") for mark in np.arange(step, hours[-1], step).tolist()),
            bands=((begin, end),) if end > begin else (),
            band_name=episode.what,
            assumption=f"{_sentence(episode)}; from "
            f"{episode.begin.isoformat()}, followed along the real motion by the equations of "
            "the operating map. Click to go there.",
            clock=Clock(episode.begin, _HOUR_S),
        )

    return (
        chart(
            "temperature",
            "°C",
            (
                Curve("chips", celsius(course.chip_k), "hot"),
                Curve("radiator", celsius(course.radiator_k), "cool"),
            ),
        ),
        chart(
            "charge and work",
            "%",
            (
                Curve("state of charge", 100.0 * course.soc, "charge"),
                Curve("compute, of its most here", 100.0 * course.flops / rated, "flops"),
            ),
        ),
    )


def _sentence(episode: Episode) -> str:
    return episode.what[0].upper() + episode.what[1:]


TRANSIENTS = PanelSpec(
    "transients",
    "Events",
    _facts,
    (),
    _charts,
    "Battery and node integrated step by step from the limit cycle, or from launch; nodes "
    "drift and the Sun moves on.",
    _heading,
    "Hottest chips, least charge",
)
