"""Where the values of the built-in satellites come from, in words, and the range that is published.

A source that was not read itself, but known through another text, is marked "secondary".
"""

from __future__ import annotations

VIDEO = "SpaceX video of 8 June 2026 (digg.com, techstoriess.com; secondary)"
STARMIND = "spacex.com/spacexai/starmind, August 2026 (github.com/FalconOrtiz/starmind; secondary)"
MCCALIP = "McCalip's calculator (github.com/andrewmccalip/thoughts)"
GB200 = "GB200: 5,000 TFLOP/s dense bf16 at 2,700 W (hmc-tech.com)"
NVL72_STAND_IN = GB200 + "; in place of the Vera Rubin NVL72, whose dense bf16 figures disagree"

MASS = (
    "175 kW average at 75 kW per tonne: " + STARMIND + "; also published: 2,140 (Deutsche Bank, "
    "14 July 2026), 3,000 (letter to the FCC, 29 May 2026), up to 4,000 (re-entry analysis for the "
    "FCC, September 2026; SatNews)"
)
JUNE_MASS = (
    "150 kW peak at 70 kW per tonne: " + VIDEO + "; also published: 2,333 (August 2026), 3,000 "
    "(letter to the FCC, 29 May 2026), up to 4,000 (re-entry analysis, September 2026)"
)
TWO_FACES = (
    "1,400 W/m² of panel is 700 W/m² a face, two faces (Deutsche Bank, 14 July 2026; secondary); "
    "the area is that of one face"
)

# A rack: 36 superchips of 2.7 kW, 97.2 kW of chips, in 120 kW (awesomeagents.ai) to 132 kW, which
# its power shelves deliver (introl.com).
RACK = (
    "GB200 NVL72: 97.2 kW of chips in a rack of 120 to 132 kW, 0.81 to 0.74, in the middle; with "
    "1.85 TFLOP/s per W of chip 1.36 to 1.50 per W of rack"
)
RACK_ASSUMED = "assumed, as GB200 NVL72"
DGX = "DGX H100: 8 chips of 700 W in 10.2 kW (NVIDIA data sheet)"
COOLANT = "NVL72 inlet: 45 °C (nvidia.com; secondary)"
COOLANT_ASSUMED = "assumed, as NVL72"

EFFECTIVE = (
    "fins 0.8 to 0.9 (The Lunar Base Handbook, 2nd ed., chapter 11), view of a two-sided panel "
    "0.95 (spacedc-mdao); together 0.76 to 0.86"
)
EFFECTIVE_AI1 = (
    "assumed: an ideal panel, as no temperature is published with the W/m²; literature 0.7 to 0.9 "
    "(view alone, Turyshev 2026; fins 0.8 to 0.9, The Lunar Base Handbook)"
)

CELLS_HOT = "flat panel in low orbit: 67 °C (Larson & Wertz, SMAD, section 11.4)"
CELLS_IN_USE = "the published power is that of the array in use, its cells hot"
SILICON = "silicon 0.5 % per K (Larson & Wertz, SMAD, section 11.4)"
TRIPLE = "triple junction: voltage -0.28 %, current +0.05 % per K (AZUR 3G30C data sheet, about)"
CELLS_TESTED = "cells are measured at 28 °C (AZUR 3G30C data sheet)"
FADE = (
    "calendar ageing 2 % (github.com/bheemrc/satpower); published 0.7 % (10 % in 15 years, SAFT "
    "cells in geostationary orbit) to 4 % (80 % after 5 years, the usual end of life)"
)

ZETA = (
    "assumed: area of the array times an albedo of 0.2, as Boley et al. 2026 (arXiv:2608.02757) "
    "take 800 m² times 0.2 = 160 m² for the satellites of the filing of January 2026"
)
UNMEASURED = "no published measurement"
V2_MINI_MAGNITUDE = (
    "mean of mitigated V2 minis at 1,000 km (arXiv:2306.06657; secondary); at 550 km 7.22 "
    "(arXiv:2502.03651)"
)
