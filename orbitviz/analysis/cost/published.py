"""What others have published on orbit against the ground, with the parts that they give.

Figures that were read in another text are marked "secondary". What is missing here was not found,
and is not filled in.
"""

from __future__ import annotations

from dataclasses import dataclass

DEUTSCHE_BANK = "Deutsche Bank, Data Centers in Space 4, 14 July 2026 (secondary)"
STARCLOUD_PAPER = "Starcloud, Why we should train AI in space, 2024 (secondary)"
STARCLOUD_CRITIC = "angadh.com/space-data-centers-1 (secondary)"


@dataclass(frozen=True, kw_only=True)
class BuildStep:
    """A step of Deutsche Bank's forecast for 1 GW of computers, without the computers.

    build_usd_per_kw   satellite without its computers
    w_per_kg           power of the computers over the mass of the satellite
    orbit_busd, ground_busd   total for 1 GW, 1e9 USD

    Launch and satellite alone are less than the total; the text at hand does not say what the rest
    is, nor whether a kW is of mean or of peak power.
    """

    name: str
    launch_usd_per_kg: float
    build_usd_per_kw: float
    w_per_kg: float
    orbit_busd: float
    ground_busd: float

    @property
    def kg_per_kw(self) -> float:
        """Mass of the satellite for a kW of computers."""
        return 1e3 / self.w_per_kg

    @property
    def launch_usd_per_kw(self) -> float:
        """Launch of the satellite for a kW of computers."""
        return self.kg_per_kw * self.launch_usd_per_kg

    @property
    def rest_usd_per_kw(self) -> float:
        """What the total holds beside launch and satellite; not itemised."""
        return 1e3 * self.orbit_busd - self.launch_usd_per_kw - self.build_usd_per_kw

    @property
    def ratio(self) -> float:
        """Orbit over ground."""
        return self.orbit_busd / self.ground_busd


def _step(
    name: str, launch: float, build: float, w_per_kg: float, orbit: float, ground: float
) -> BuildStep:
    return BuildStep(
        name=name,
        launch_usd_per_kg=launch,
        build_usd_per_kw=build,
        w_per_kg=w_per_kg,
        orbit_busd=orbit,
        ground_busd=ground,
    )


BUILD_STEPS = (
    _step("2027", 1_429.0, 50_133.0, 33.0, 115.0, 20.0),
    _step("2029", 398.0, 13_256.0, 56.0, 27.0, 23.0),
    _step("2032", 170.0, 8_857.0, 87.0, 15.0, 25.0),
    _step("beyond", 43.0, 5_008.0, 98.0, 9.0, 25.0),
)

# Deutsche Bank's bill of an AI1 satellite, 1e3 USD.
AI1_BILL_KUSD = {
    "solar array": 600.0,
    "radiator": 438.0,
    "computers": 2_880.0,
    "bus": 600.0,
    "laser links": 150.0,
    "other": 200.0,
}
AI1_PEAK_KW = 150.0


@dataclass(frozen=True)
class Comparison:
    """Orbit and ground in the unit of the source; low and high are the same where one is given."""

    name: str
    unit: str
    orbit: tuple[float, float]
    ground: tuple[float, float]
    source: str

    @property
    def ratios(self) -> tuple[float, float]:
        """Orbit over ground, low over low and high over high, the smaller first."""
        low, high = (ours / theirs for ours, theirs in zip(self.orbit, self.ground, strict=True))
        return min(low, high), max(low, high)


COMPARISONS = (
    Comparison(
        "SemiAnalysis", "USD per GPU-hour", (10.91, 10.91), (2.49, 2.49),
        "SemiAnalysis, 2026: 20 % spares, 5 against 15 years (secondary)",
    ),
    Comparison(
        "BCG", "10^6 USD per MW, 20 years", (660.0, 750.0), (230.0, 300.0),
        "BCG, 2026 (secondary)",
    ),
    Comparison(
        "Starcloud 2024", "10^6 USD, 40 MW, 10 years", (8.2, 8.2), (167.0, 167.0), STARCLOUD_PAPER
    ),
    Comparison(
        "spacedc-mdao", "USD per PFLOP-day", (1_237.0, 1_237.0), (66.0, 66.0),
        "spacedc-mdao 0.4.2, text inference (github.com/jman4162/spacedc-mdao)",
    ),
)  # fmt: skip

# Wood Mackenzie, 2026 (datacentremagazine.com, secondary), 1e9 USD for 1 GW; the ground is "more
# than three times" less. Launch and satellite are not given apart, so no other case follows.
WOOD_MACKENZIE_BUSD = 170.0
WOOD_MACKENZIE_LAUNCH_AND_SATELLITE_BUSD = 100.0
WOOD_MACKENZIE_LEAST_RATIO = 3.0


@dataclass(frozen=True, kw_only=True)
class StarcloudPlan:
    """The white paper's 40 MW over ten years, without computers (Starcloud 2024, secondary).

    hardware_usd   cells at 0.03 USD/W and 2 million for shielding: 8.2 less 5 million
    """

    power_kw: float = 40_000.0
    years: float = 10.0
    launches: int = 1
    payload_kg: float = 100_000.0
    launch_usd_per_kg: float = 50.0
    hardware_usd: float = 3.2e6
    energy_usd_per_kwh: float = 0.04
    cooling_usd: float = 7e6
    backup_usd: float = 20e6

    @property
    def orbit_usd(self) -> float:
        """Launches and hardware."""
        return self.launches * self.payload_kg * self.launch_usd_per_kg + self.hardware_usd

    @property
    def ground_usd(self) -> float:
        """Energy, cooling and backup power."""
        hours = 8_760.0 * self.years
        energy = self.power_kw * hours * self.energy_usd_per_kwh
        return energy + self.cooling_usd + self.backup_usd
