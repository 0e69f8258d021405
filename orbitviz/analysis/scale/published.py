"""What others have published on power, launches, collisions and the air, each with its source.

"secondary": read in another text. Where values disagree they are low, middle and high.
"""

from __future__ import annotations

from orbitviz.analysis.deployment import starlink_record as record
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
PROPELLANT_T = Spread(3_400.0 + 1_200.0, 3_650.0 + 1_500.0, 6_750.0)
PROPELLANT = (
    "3,400 + 1,200 t (Wikipedia, 2021), 3,650 + 1,500 t of the third version (Wikipedia, 2026), "
    "6,750 t (draft environmental impact statement of LC-39A, 2025); all secondary"
)
OXYGEN_SHARE = 0.783  # of the propellant by mass (the same statement); 78 % (Musk, May 2020)
METHANE_J_PER_KG = 50.0e6  # lower heating value: 802.6 kJ/mol (ISO 6976)
OXYGEN_KWH_PER_T = Spread(150.0, 200.0, 800.0)
OXYGEN = "150 to 800 kWh for a tonne of oxygen, large plants 200 (Thunder Said Energy; secondary)"

# Objects in orbit.
TRACKED = 39_246
TRACKED_SOURCE = (
    "objects tracked in all orbits, 2024 (ESA's Space Environment Report 2025; secondary)"
)
STARLINKS = record.WORKING_ON_LAST_DAY
STARLINKS_SOURCE = f"Starlinks working, {record.LAST_DAY:%d %B %Y} (McDowell; secondary)"

# Manoeuvres of the Starlinks from December 2025 to May 2026, and how many worked in the middle of
# that time: 9,300 at the end of 2025 and STARLINKS on the last day counted, in a straight line.
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

# Re-entries, t: a year of all objects; GCAT, and ESA.
REENTERED_2025_T = Spread(record.REENTERED_2025_T, 0.5 * (record.REENTERED_2025_T + 486.7), 486.7)
REENTERED_2025 = (
    "462 t in 2025, of which 45.8 % were Starlinks (GCAT), or 486.7 t (ESA's Space Environment "
    "Report 2026); both secondary"
)
FERREIRA = "Ferreira et al. 2024, doi 10.1029/2024GL109280 (secondary)"
ALUMINIUM_SHARE = 0.30  # of a satellite (Ferreira et al. 2024)
ALUMINA_PER_ALUMINIUM = 101.961 / (2.0 * 26.982)  # by mass, all of it oxidised
# Tonnes of aluminium oxide for a tonne that re-enters.
ALUMINA_PER_MASS = Spread(29.8 / 250.0, ALUMINIUM_SHARE * ALUMINA_PER_ALUMINIUM, 1.0)
ALUMINA = (
    "29.8 kg from a satellite of 250 kg with 30 % of aluminium, of which 32 % oxidise (Ferreira et "
    "al. 2024, molecular dynamics); all of that aluminium oxidised; and the mass itself, as "
    "figures of 0.212 Gg for the Starlinks of 2025 have it; all secondary"
)
ALUMINA_2022_T = 16.6
NATURAL_ALUMINIUM_T = 41.7 / 0.295
NATURAL = (
    "aluminium of meteoroids, 141 t a year: the 41.7 t of satellites in 2022 were 29.5 % of it "
    "(Ferreira et al. 2024; secondary)"
)
