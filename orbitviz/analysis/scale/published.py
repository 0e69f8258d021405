"""What others have published on power, launches, collisions and the air, each with its source.

"secondary": read in another text. Where values disagree they are low, middle and high.
"""

from __future__ import annotations

from orbitviz.analysis.scale.rows import Spread
from orbitviz.base.constants import EARTH_RADIUS_KM, JULIAN_YEAR_S, SOLAR_FLUX_W_M2, TAU

_QUAD_J = 1.05505585e18  # 1e15 Btu of the international table

# Power, W.
CITY_W = 52_500e9 * 3600.0 / JULIAN_YEAR_S
CITY = "electricity of New York City, 52,500 GWh a year (biologyinsights.com; secondary)"
COUNTRY_W = 101.2 * _QUAD_J / JULIAN_YEAR_S
COUNTRY = (
    "primary energy of the United States, 101.2 quads in 2018 (EIA, in IEEE Xplore 9000244; "
    "secondary)"
)
HUMANITY_W = 2e13
HUMANITY = "all of humanity, 2e13 W (tornmacalester.com; secondary)"
SUNLIGHT_W = 0.5 * TAU * (1e3 * EARTH_RADIUS_KM) ** 2 * SOLAR_FLUX_W_M2
SUNLIGHT = "π R² times 1,361 W/m² (Kopp & Lean 2011)"
SUN_W = 3.828e26
SUN = "nominal solar luminosity, 3.828e26 W (IAU 2015 Resolution B3)"

# A launch of Starship: booster and ship full.
PROPELLANT_T = Spread(4_600.0, 4_990.0, 6_350.0)
PROPELLANT = (
    "3,400 + 1,200 t (spacex.com, 2023), 8 + 3 million lb (CNN, 18 November 2023), "
    "4,050 + 2,300 t of Starship 3 (SpaceX, 6 April 2024); all secondary"
)
OXYGEN_TO_METHANE = 3.6  # by mass, Raptor (secondary)
METHANE_J_PER_KG = 50.0e6  # lower heating value: 802.6 kJ/mol (ISO 6976)
OXYGEN_KWH_PER_T = Spread(150.0, 200.0, 800.0)
OXYGEN = "150 to 800 kWh for a tonne of oxygen, large plants 200 (Thunder Said Energy; secondary)"
FLOWN_PAYLOAD_T = 44.0
FLOWN_PAYLOAD = "the most that Starship has carried, 28 September 2026 (secondary)"

# Objects in orbit.
TRACKED = 39_246
TRACKED_SOURCE = (
    "objects tracked in all orbits, 2024 (ESA's Space Environment Report 2025; secondary)"
)
STARLINKS = 11_114
STARLINKS_SOURCE = "Starlinks working, 17 September 2026 (McDowell; secondary)"

# Manoeuvres of the Starlinks from December 2025 to May 2026, and how many worked in the middle of
# that time: 9,300 at the end of 2025 and 11,114 on 17 September 2026, in a straight line.
MANOEUVRES_A_YEAR = 2.0 * 207_152
MANOEUVRING = 9_300 + (STARLINKS - 9_300) * 60 / 260
MANOEUVRES = (
    "207,152 manoeuvres of about 9,700 Starlinks from December 2025 to May 2026, at a "
    "probability of 3e-7 (secondary)"
)

CRASH_CLOCK = (
    "all that flies today would have a collision in 2.5 days if nobody manoeuvred "
    "(arXiv:2512.09643, May 2026; secondary)"
)

# Re-entries.
REENTERED_2025_T = 211.6 / 0.458
REENTERED_2025 = "211.6 t of Starlinks in 2025, 45.8 % of all that re-entered (GCAT; secondary)"
ALUMINIUM_SHARE = 0.30  # of a satellite (Ferreira et al. 2024)
ALUMINA_PER_ALUMINIUM = 101.961 / (2.0 * 26.982)  # by mass, all of it oxidised
FERREIRA = "Ferreira et al. 2024, doi 10.1029/2024GL109280 (abstract)"
# Tonnes of aluminium oxide for a tonne that re-enters.
ALUMINA_PER_MASS = Spread(30.0 / 250.0, ALUMINIUM_SHARE * ALUMINA_PER_ALUMINIUM, 1.0)
ALUMINA = (
    "30 kg from a satellite of 250 kg (Ferreira et al. 2024, molecular dynamics); 30 % aluminium, "
    "all of it oxidised; and the mass itself, as figures of 0.212 Gg for 2025 have it (secondary)"
)
ALUMINA_2022_T = 17.0
_NATURAL_LEAST_T = 41.7 / 0.295  # aluminium of satellites in 2022, and its share of the natural one
_NATURAL_MOST_T = 54.0 * 365.25 * 0.01
NATURAL_ALUMINIUM_T = Spread(
    _NATURAL_LEAST_T, 0.5 * (_NATURAL_LEAST_T + _NATURAL_MOST_T), _NATURAL_MOST_T
)
NATURAL = (
    "aluminium of meteoroids: 141 t a year (Ferreira et al. 2024) to 197 t (54 t a day with 1 %: "
    "Boley & Byers 2021, doi 10.1038/s41598-021-89909-7)"
)
