"""What is published of the Starlinks until September 2026, and from whom.

A source that was not read itself, but known through another text, is marked "secondary". Counts of
the same satellites differ from one source to the next; what is known of that is said here.
"""

from __future__ import annotations

from datetime import date
from typing import NamedTuple

# Launches with Starlinks alone, of Falcon 9. 2019 to 2022: Spaceflight Now, 24 May 2024; 2023:
# their 164 by then, less those before and 34 of 2024; 2024: the 88th was on 28 December
# (thetechfeed.site), one followed; 2025: cloudnews.tech, busola.org; all secondary. 2026: 70 until
# 11 August, by the satellites that CelesTrak listed then, for the whole year at that rate.
LAUNCHES = (
    (2019, 2.0), (2020, 14.0), (2021, 17.0), (2022, 34.0), (2023, 63.0), (2024, 89.0),
    (2025, 123.0), (2026, 115.0),
)  # fmt: skip


class Generation(NamedTuple):
    """Satellites of one kind.

    launched      satellites, None while more are launched
    per_launch    on a Falcon 9
    altitude_km   where they work
    area_m2       of the solar array; no other area is published
    """

    name: str
    launched: int | None
    per_launch: int
    mass_kg: float
    altitude_km: float
    area_m2: float


# Launched of each: McDowell's table of 25 July 2026, with 13 of rideshares in v1.5 and direct to
# cell in V2 mini. Per launch: 60 (SpaceNews); 51, 56 and 49 in January 2023 (Aviation Week); 20 to
# 23 in 2023 and 2024 (Spaceflight Now and others); 24 from Vandenberg, 28 from Florida (Ars
# Technica, 19 October 2025), in the middle; all secondary. Masses: Wikipedia's list of launches
# (secondary), V2 mini: Suncatcher, table 1. Arrays: 7 kW from 30 m2 and 28 kW from 105 m2
# (Suncatcher, section 4.4), v0.9 and v1.5 taken as v1.0.
GENERATIONS = (
    Generation("v0.9", 60, 60, 227.0, 440.0, 30.0),
    Generation("v1.0", 1_665, 60, 260.0, 550.0, 30.0),
    Generation("v1.5", 2_987, 52, 306.0, 540.0, 30.0),
    Generation("V2 mini", 3_441, 22, 575.0, 530.0, 105.0),
    Generation("V2 mini optimised", None, 26, 575.0, 530.0, 105.0),
)

# The same table, without two prototypes of 2018 and 20 that were lost with Starship.
TABLE_DAY = date(2026, 7, 25)
LAUNCHED_BY_THEN = 12_598
DOWN_BY_THEN = 1_717
EARLY_FAILURES = 181  # "early deorbit"
FAILED = 147 + 16  # "reentry after fail", and failed in orbit

# In orbit at the end of each year, dead ones too; 2 of 2018 (until 2020) are left out.
IN_ORBIT = (
    (2019, 120), (2020, 892), (2021, 1_791), (2022, 3_373), (2023, 5_268), (2024, 6_881),
    (2025, 9_392),
)  # fmt: skip
LAST_DAY = date(2026, 9, 17)
IN_ORBIT_ON_LAST_DAY = 11_127
WORKING_ON_LAST_DAY = 11_114  # raising and on the way down too: all that can be controlled

# Launched until the end of each year, without those two. 2020: 955 with them (advanced-television
# .com, 8 January 2021); 2021: 2,042 on 18 January 2022 less 98 of that month (SpaceNews); 2022:
# 3,822 on 31 January 2023 less 156 of that month (Aviation Week); 2024: those in orbit, and 817
# down near the end of January 2025 less 87 of that month (PCMag); 2025: 10,801 on 25 December
# (Communications Daily); of 2023 none was found. All as McDowell counts, all secondary.
LAUNCHED = ((2020, 953), (2021, 1_942), (2022, 3_664), (2024, 7_609), (2025, 10_799))

# GCAT (secondary) has 119, 147, 245, 188, 334 and 679 objects named Starlink that re-entered in
# 2020 to 2025, 1,712 in all. Satellites launched less those in orbit are 61, 90, 140, 437 in 2023
# and 2024, and 679: 1,407. What else GCAT counts is not said; the stacks are held by rods that
# re-enter too.
LIFE_YEARS = 5.0  # S-1 of SpaceX; "usually lasts for five years before it's de-orbited" (PCMag)
# 46 of the first 60 were down on 8 January 2021 (advanced-television.com; secondary).
PROTOTYPES_YEARS = 1.6
RAISING_DAYS = 47  # the first of 11 November 2019 (as the default of a design)
DISPOSAL_DAYS = 182  # about six months (SpaceX, 12 February 2024; spacewatch.global)
# All objects: 211.6 t of Starlinks were 45.8 % of what re-entered (GCAT; secondary).
REENTERED_2025_T = 211.6 / 0.458
