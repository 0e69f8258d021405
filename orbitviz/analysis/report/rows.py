"""What a report says: figures in SI units by shell, by group and in total."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, kw_only=True)
class ReportRow:
    """The figures of some satellites; None where there are no satellites.

    W and FLOP/s are sums over the satellites, masses too; shares are 0..1. A span is one number,
    or the least and the greatest where there are several shells. beta_min_deg and beta_max_deg
    have a sign, positive where the Sun is on the side of the orbit's pole; beta_size_deg, least and
    greatest, has none.
    Eclipses are those of the plane in which they last longest: eclipse_min_now and
    eclipse_min_worst in the cylindrical shadow, umbra_min_now in the umbra of the cone.
    flops_lost is by cause and adds up to what is installed and not delivered; limited_by is the
    cause that takes most.
    """

    name: str
    satellites: int
    altitude_km: float | tuple[float, float]
    inclination_deg: float | tuple[float, float]
    beta_min_deg: float | None
    beta_max_deg: float | None
    beta_size_deg: tuple[float, float] | None
    sunlit_now: float | None
    sunlit_orbit: float | None
    sunlit_year_mean: float | None
    sunlit_year_worst: float | None
    eclipse_min_now: float | None
    umbra_min_now: float | None
    eclipse_min_worst: float | None
    eclipse_days_per_year: float | None
    array_w: float
    load_w: float
    shed_w: float
    soc_mean: float | None
    soc_min: float | None
    dod: float | None
    radiator_k_mean: float | None
    radiator_k_max: float | None
    chip_k_mean: float | None
    chip_k_max: float | None
    rejected_w: float
    throttled_share: float | None
    flops_installed: float
    flops_available: float
    flops_delivered: float
    flops_lost: dict[str, float]
    limited_by: str
    mass_kg: float
    kw_per_tonne: float | None
    peak_kw_per_tonne: float | None
    tflops_per_w: float | None
    settled: bool


@dataclass(frozen=True, kw_only=True)
class GroupReport(ReportRow):
    """The figures of a group, the satellite design it flies, and those of its shells."""

    satellite: str
    shells: tuple[ReportRow, ...]


@dataclass(frozen=True, kw_only=True)
class ReportLife:
    """FLOP/s delivered by the satellites of a report, at the same instant, by their age.

    begin    all of them new
    steady   ages spread evenly over the design life, as in a fleet that is replaced as it ages
    end      all of them at the end of their design life
    """

    begin: float
    steady: float
    end: float


@dataclass(frozen=True, kw_only=True)
class ReportCost:
    """What computing costs in orbit and on the ground, by the economics of the design.

    scenario, title   that it takes values from
    orbit, ground     name in analysis.cost.plants.Cost -> low, mid, high
    ratio             orbit over ground of a kW year: low, mid, high
    crossing_year     first year in which launches are cheap enough, None if they never are
    """

    scenario: str
    title: str
    orbit: dict[str, dict[str, float]]
    ground: dict[str, dict[str, float]]
    ratio: dict[str, float]
    crossing_year: float | None


@dataclass(frozen=True, kw_only=True)
class Report:
    """The report of a design at an instant.

    time          UTC, ISO 8601
    where         the predicate that is true of the satellites to which the figures apply, None if
                  they are all of their shells
    ages          of these satellites, in words
    model         models of motion, in words
    cost          None where nothing is computed, or where its price depends on a plan
    findings      problems of the design, in sentences
    assumptions   behind the figures, in sentences
    """

    design: str
    time: str
    where: str | None
    model: str
    ages: str
    life: ReportLife
    cost: ReportCost | None
    total: ReportRow
    groups: tuple[GroupReport, ...]
    findings: tuple[str, ...]
    assumptions: tuple[str, ...]
