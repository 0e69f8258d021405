"""Where the values of the built-in scenarios of cost come from, in words, and what is published.

A source that was not read itself, but known through another text, is marked "secondary".
"""

from __future__ import annotations

MCCALIP = "McCalip's calculator as it opens (github.com/andrewmccalip/thoughts)"
SUNCATCHER = "Suncatcher (arXiv:2511.19468)"
TURYSHEV = "Turyshev (arXiv:2604.27197, 2608.27499)"
MDAO = "spacedc-mdao (github.com/jman4162/spacedc-mdao)"
BANK = "Deutsche Bank, 14 July 2026 (secondary)"
STARCLOUD = "Starcloud, Why we should train AI in space, 2024 (secondary)"
CRITIC = "angadh.com/space-data-centers-1 (secondary)"
SEMIANALYSIS = "SemiAnalysis, 2026 (secondary)"
WOOD_MACKENZIE = "Wood Mackenzie, 2026 (datacentremagazine.com; secondary)"
EPOCH = "Epoch, 1 GW for 38 billion USD, servers about 60 % (secondary)"
NOT_IN_IT = "left out there"

LAUNCH = (
    "500: McCalip, Starcloud 2026; 170: Deutsche Bank for 2032; 3,600: Falcon 9 (Suncatcher); also "
    "published: 43 (Deutsche Bank, beyond 2032), 200 (Suncatcher), 398 (Deutsche Bank, 2029), "
    "1,429 (the same, 2027), 1,800 (Falcon Heavy), 7,000 (rideshare 2026)"
)
BUILD = (
    "13,256: AI1 in 2029, 5,008: beyond 2032, both " + BANK + "; 22,000: " + MCCALIP + "; also "
    "published: 50,133 (Deutsche Bank, 2027), about 288,000 (spacedc-mdao)"
)
AI1_BILL = (
    "of 150 kW of AI1 in 2029, " + BANK + "; the ends as the satellite's total, which is not "
    "itemised in other years"
)
ARRAY = (
    "600,000 USD " + AI1_BILL + "; also published: 101,000 (spacedc-mdao), 30 for cells (Starcloud)"
)
RADIATOR = "438,000 USD " + AI1_BILL + "; also published: 7,100 (spacedc-mdao)"
BUS = "600,000 USD " + AI1_BILL + "; also published: 2 million USD a satellite (spacedc-mdao)"
LINKS = "150,000 USD " + AI1_BILL + "; also published: 0.5 million USD a satellite (spacedc-mdao)"
FIXED = "200,000 USD, other, " + AI1_BILL + "; that it does not grow with power is assumed"
CHIPS = (
    "19,200: 2.88 million USD for 150 kW of AI1, " + BANK + "; 22,800: " + EPOCH + "; the same in "
    "orbit and on the ground"
)
DISCOUNT = "8 %: " + MDAO + "; 10 % falling to 8 % for orbit (research-viewer.pages.dev; secondary)"
DEVELOPMENT = "1 billion USD for 1 GW: " + MCCALIP
GROUND_SEGMENT = (
    "50 to 750 million USD for 9 to 11 optical stations (research-viewer.pages.dev; secondary) for "
    "1 GW; 190: their geometric mean; also published: 20,000, for 1 MW alone (spacedc-mdao)"
)
INSURANCE = (
    "none, assumed: a fleet bears its own losses; 3 %: premiums of 14 to 15 % in 2008 (Business "
    "Insurance; secondary), of which 3.4 of 4.2 billion USD were paid back in 30 years ("
    "docslib.org/doc/12392318; secondary)"
)
SPARES = "spares of [deployment]; at most 20 %: SemiAnalysis 2026 (secondary)"
OPERATIONS = (
    "1 % of the satellites a year: " + MCCALIP + "; 0.75 to 3 %: 100 to 400 USD/kW a year "
    "(research-viewer.pages.dev; secondary)"
)
FAILURES = (
    "1 %: Starlinks failed in orbit (ukfcf.org.uk; secondary), 0.2 %: of later ones (McDowell; "
    "secondary), both taken as of a year, which is not said; 11 %: resupply of 6.6 t/(MW yr) for "
    "61.25 t/MW, " + TURYSHEV
)
LIFE = "design life of the satellites; at least 3 years: refresh in orbit, " + TURYSHEV
MASS = "mass of the satellite over the rated power of its computers"
GPU = "NVL72: 72 GPUs in 120 kW (awesomeagents.ai) to 132 kW (introl.com), in the middle"
GROUND = (
    "12,500 without power station, 10,000 to 17,000: McCalip's page; also published: 12,000 ("
    "spacedc-mdao), 15,200 (Epoch), 20,000 to 25,000 (Deutsche Bank)"
)
_PARTS_OF_IT = MCCALIP + "; the ends as the total"
BUILDING = "2,500 and 1,750 for fittings: " + _PARTS_OF_IT
SUPPLY = "5,250, without power station: " + _PARTS_OF_IT
COOLING = "3,000: " + _PARTS_OF_IT
GROUND_LIFE = "15 years: SemiAnalysis 2026 (secondary)"
UPKEEP = "5 %, estimated there: " + MDAO + "; holds staff too"
STAFF = "in upkeep; no figure was found"
UTILISATION = "99.5 % available: " + MDAO + "; 85 %: " + MCCALIP
CHIP_LIFE = (
    "5 years: " + MDAO + "; 4 to 6: CoreWeave before and since 2023 (nextbigfuture.com; secondary)"
)
CHIP_FAILURES = (
    "as built-in satellites; of 148 faulty GPUs, 6.1 % a year, of the Llama 3 run some recovered "
    "(arXiv:2407.21783); 9 %: " + MCCALIP
)
ENERGY = "9.77 cents: EIA 2026; 6 to 25 cents: " + SUNCATCHER
PUE = "1.2: " + MCCALIP + "; 1.09 to 1.4: " + SUNCATCHER
SUNCATCHER_LAUNCH = (
    "1,800 at 400 t launched, learning towards 200; 3,600: Falcon 9; 8: propellant alone; "
    + SUNCATCHER
)
SUNCATCHER_RATE = (
    "assumed: about 370,000 t (" + SUNCATCHER + ") from 2025 to 2035, when launches are to cost "
    "200 USD/kg (spacenews.com; secondary)"
)
