"""A fleet, and inputs of the cost of its computing: usual ones, and any."""

from __future__ import annotations

from hypothesis import strategies as st

from orbitviz.analysis.cost.fleet_facts import FleetFacts
from orbitviz.analysis.cost.inputs import NAMES, CostInputs

FLEET = FleetFacts(
    kg_per_kw=13.3,
    kw_per_satellite=150.0,
    delivered_share=0.9,
    flops_per_w=1.4e12,
    life_years=5.0,
    failures_per_year=0.01,
    spares=0.0,
)

INPUTS = CostInputs(
    kg_per_kw=13.3,
    delivered_share=0.9,
    flops_per_w=1.4e12,
    kw_per_gpu=1.75,
    life_years=5.0,
    launch_usd_per_kg=500.0,
    build_usd_per_kw=13_256.0,
    chips_usd_per_kw=19_200.0,
    development_usd_per_kw=1_000.0,
    ground_segment_usd_per_kw=190.0,
    spares=0.02,
    insurance=0.01,
    operations_per_year=0.01,
    failures_per_year=0.05,
    discount_rate=0.08,
    ground_usd_per_kw=12_500.0,
    ground_life_years=15.0,
    ground_upkeep_per_year=0.05,
    ground_staff_usd_per_kw_year=40.0,
    ground_utilisation=0.995,
    chips_life_years=5.0,
    chip_failures_per_year=0.04,
    energy_usd_per_kwh=0.0977,
    pue=1.2,
)

rates = st.one_of(st.just(0.0), st.floats(1e-4, 0.5))


@st.composite
def all_inputs(draw: st.DrawFn) -> CostInputs:
    """Draw inputs that are up to ten times less or more than usual."""
    factors = st.floats(0.1, 10.0)
    usual = vars(INPUTS)
    drawn = {name: usual[name] * draw(factors) for name in NAMES}
    for share in ("delivered_share", "ground_utilisation"):
        drawn[share] = min(drawn[share], 1.0)
    return CostInputs(**drawn | {"discount_rate": draw(rates)})
