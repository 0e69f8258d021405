"""Compute in terms that readers know: training runs, racks, the share of what was launched."""

from __future__ import annotations

from orbitviz.analysis.figures import Figures
from orbitviz.base.constants import DAY_S
from orbitviz.subsystems.compute import Binding
from orbitviz.subsystems.quantities.power import LOAD
from orbitviz.subsystems.quantities.work import COMPUTE

# Training of Llama 3 405B (arXiv:2407.21783, section 1), and the share of the rated FLOP/s that
# such runs reach (same paper, table 4: 38 to 43 %).
TRAINING_FLOP = 3.8e25
TRAINING_UTILISATION = 0.4
# GB200 NVL72: 36 superchips of 5 PFLOP/s dense bf16 (hmc-tech.com).
RACK_FLOPS = 180e15


def trainings_per_day(flops: float) -> float:
    """Return how many runs of TRAINING_FLOP a day `flops`, FLOP/s, are worth."""
    return flops * TRAINING_UTILISATION * DAY_S / TRAINING_FLOP


def racks(flops: float) -> float:
    """Return how many racks of RACK_FLOPS deliver `flops`, FLOP/s, at their full rate."""
    return flops / RACK_FLOPS


def delivered_share(figures: Figures) -> float:
    """Return the delivered share of the installed FLOP/s, NaN where none are installed."""
    installed = figures.hardware.installed_flops
    return figures.total(COMPUTE) / installed if installed > 0.0 else float("nan")


def installed_tflops_per_w(figures: Figures) -> float:
    """Return TFLOP/s per W of the computers' average power, as launched; NaN without computers."""
    average_w = figures.hardware.average_w
    return figures.hardware.installed_flops / average_w / 1e12 if average_w > 0.0 else float("nan")


def unlimited_share(figures: Figures) -> float:
    """Return the share of the satellites with computers whose chips run at their full rate.

    NaN where none has any: nothing limits those without.
    """
    computing = figures.hardware.computing
    limited = (1.0 - figures.bound[Binding.CHIPS]) * figures.satellites
    return 1.0 - limited / computing if computing > 0.0 else float("nan")


def energy_per_flop_j(figures: Figures) -> float:
    """Return J drawn by all loads for each FLOP delivered, NaN where none is."""
    flops = figures.total(COMPUTE)
    return figures.total(LOAD) / flops if flops > 0.0 else float("nan")
