"""Closed forms of the literature on what it costs to put power into orbit."""

from __future__ import annotations

import math

HOURS_PER_YEAR = 8_760.0  # 365 days, as the published cost models count


def launched_power_usd_per_kw_year(
    kg_per_kw: float, launch_usd_per_kg: float, life_years: float
) -> float:
    """Return the price of launching a kW, for each year that it lasts.

    Suncatcher, table 1 (arXiv:2511.19468).
    """
    return kg_per_kw * launch_usd_per_kg / life_years


def bought_power_usd_per_kw_year(usd_per_kwh: float, pue: float) -> float:
    """Return what a kW of computers on the ground pays for energy a year, cooling included.

    pue   power usage effectiveness: power of the whole building per power of its computers

    Suncatcher, section 4 (arXiv:2511.19468).
    """
    return usd_per_kwh * pue * HOURS_PER_YEAR


def learned_price(first_price: float, first_t: float, launched_t: float, share: float) -> float:
    """Return the price once so much mass has been launched in all, by Wright's law.

    share   what each doubling of the mass takes off the price, 0..1 (not included)
    """
    return first_price * math.pow(1.0 - share, math.log2(launched_t / first_t))


def doublings_to(first_price: float, price: float, share: float) -> float:
    """Return how often the mass launched must double until a price is reached, by Wright's law.

    Infinite where nothing is learned and the price is below the first.
    """
    if price == first_price:
        return 0.0
    if share == 0.0:
        return math.copysign(math.inf, first_price - price)
    return math.log(price / first_price) / math.log(1.0 - share)


def mass_at_price_t(first_price: float, first_t: float, price: float, share: float) -> float:
    """Return the mass launched in all once a price is reached, by Wright's law."""
    return first_t * math.pow(2.0, doublings_to(first_price, price, share))


def lifetime_penalty(loss_per_year: float, life_years: float) -> float:
    """Return how much more a fleet costs that loses a share a year and is not repaired.

    The ratio of a full life to the mean life used: x / (1 - exp(-x)), x = loss times life
    (Turyshev, arXiv:2604.27197).
    """
    lost = loss_per_year * life_years
    return lost / -math.expm1(-lost) if lost else 1.0


def affordable_usd_per_kg(budget_usd_per_kw: float, kg_per_kw: float) -> float:
    """Return what building and launching a kg may cost within a budget for a kW.

    Turyshev, arXiv:2604.27197.
    """
    return budget_usd_per_kw / kg_per_kw


def resupply_usd_per_kw_year(resupply_t_per_mw_year: float, launch_usd_per_kg: float) -> float:
    """Return what launching the mass costs that keeps a kW at work for a year.

    t/MW is kg/kW (Turyshev, arXiv:2608.27499).
    """
    return resupply_t_per_mw_year * launch_usd_per_kg
