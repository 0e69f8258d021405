"""Make assets/names from the published data named in assets/LICENCES.md.

    python packaging/assets/build_names.py SOURCES

SOURCES is the folder with countries-110m.json and ne_110m_populated_places_simple.geojson; oceans,
seas, continents and launch sites are in waters_and_sites.csv beside this file.
"""

from __future__ import annotations

import csv
import json
import sys
from pathlib import Path

import numpy as np
from build_lines import flat

TARGET = Path(__file__).resolve().parents[2] / "assets" / "names" / "places.csv"
COLUMNS = ("kind", "name", "latitude_deg", "longitude_deg", "extent_km", "rank")
KM_PER_DEG = 111.2
GRID = 60  # places tried along each side of a country

# Whole words for the abbreviations of the source, and spellings in use today.
WORDS = {
    "Bogota": "Bogotá",
    "Bosnia and Herz.": "Bosnia and Herzegovina",
    "Central African Rep.": "Central African Republic",
    "Dem. Rep. Congo": "DR Congo",
    "Dominican Rep.": "Dominican Republic",
    "Eq. Guinea": "Equatorial Guinea",
    "Falkland Is.": "Falkland Islands",
    "Fr. S. Antarctic Lands": "",
    "Kiev": "Kyiv",
    "København": "Copenhagen",
    "Macedonia": "North Macedonia",
    "N. Cyprus": "",
    "Ōsaka": "Osaka",
    "Rangoon": "Yangon",
    "S. Sudan": "South Sudan",
    "Solomon Is.": "Solomon Islands",
    "Tel Aviv-Yafo": "Tel Aviv",
    "United States of America": "United States",
    "Somaliland": "",
    "W. Sahara": "Western Sahara",
    "Antarctica": "",  # a continent
}


def main(sources: Path) -> None:
    """Write the table of places."""
    rows = [*own_places(), *countries(sources), *cities(sources)]
    TARGET.parent.mkdir(parents=True, exist_ok=True)
    with TARGET.open("w", encoding="utf-8", newline="") as stream:
        table = csv.writer(stream, lineterminator="\n")
        table.writerow(COLUMNS)
        table.writerows(rows)
    print(f"{len(rows)} places, {TARGET.stat().st_size:,d} bytes")


def own_places() -> list[tuple]:
    """Return the rows of waters_and_sites.csv."""
    with Path(__file__).with_name("waters_and_sites.csv").open(encoding="utf-8") as stream:
        return [(*row.values(), "") for row in csv.DictReader(stream)]


def countries(sources: Path) -> list[tuple]:
    """Return the countries: the place in the largest part that is farthest from its edge."""
    topology = json.loads((sources / "countries-110m.json").read_text())
    scale, shift = (np.array(topology["transform"][key]) for key in ("scale", "translate"))
    arcs = [np.cumsum(np.array(arc), axis=0) * scale + shift for arc in topology["arcs"]]
    rows = []
    for country in topology["objects"]["countries"]["geometries"]:
        name = WORDS.get(country["properties"]["name"], country["properties"]["name"])
        parts = country["arcs"] if country["type"] == "MultiPolygon" else [country["arcs"]]
        rings = [joined([arcs[k] if k >= 0 else arcs[~k][::-1] for k in flat(p[0])]) for p in parts]
        longitude, latitude, extent = widest_place(max(rings, key=area_km2))
        if name:
            rows.append(("country", name, round(latitude, 2), round(longitude, 2), extent, ""))
    return rows


def joined(arcs: list[np.ndarray]) -> np.ndarray:
    """Return the outline (n, 2) of arcs that follow one another, degrees, unbroken at 180 deg."""
    ring = np.concatenate([arc[:-1] for arc in arcs])
    ring[:, 0] = np.degrees(np.unwrap(np.radians(ring[:, 0])))
    return ring


def area_km2(ring: np.ndarray) -> float:
    """Return the area of a ring."""
    x, y = ring[:, 0] * np.cos(np.radians(ring[:, 1])) * KM_PER_DEG, ring[:, 1] * KM_PER_DEG
    return 0.5 * abs(float(np.dot(x, np.roll(y, -1)) - np.dot(y, np.roll(x, -1))))


def widest_place(ring: np.ndarray) -> tuple[float, float, int]:
    """Return longitude, latitude of the place with most room around it, and the extent in km."""
    low, high = ring.min(axis=0), ring.max(axis=0)
    x, y = np.meshgrid(*np.linspace(low, high, GRID).T)
    places = np.stack([x.ravel(), y.ravel()], axis=1)
    a, b = ring, np.roll(ring, -1, axis=0)
    # A ray to the east crosses the outline an odd number of times.
    crosses = (a[:, 1] > places[:, 1:]) != (b[:, 1] > places[:, 1:])
    with np.errstate(divide="ignore", invalid="ignore"):
        share = (places[:, 1:] - a[:, 1]) / (b[:, 1] - a[:, 1])
    east = a[:, 0] + share * (b[:, 0] - a[:, 0]) > places[:, :1]
    places = places[(crosses & east).sum(axis=1) % 2 == 1]
    # A name is wide and low: room to the sides counts less than its share.
    squeeze = np.cos(np.radians(places[:, 1].mean())) * np.array([0.55, 0.0]) + np.array([0.0, 1.0])
    p, a, b = places * squeeze, a * squeeze, b * squeeze
    along = b - a
    t = np.einsum("pnk,nk->pn", p[:, None] - a, along) / np.maximum((along**2).sum(axis=1), 1e-12)
    nearest = a + np.clip(t, 0.0, 1.0)[..., None] * along
    room = np.linalg.norm(p[:, None] - nearest, axis=2).min(axis=1)
    longitude, latitude = places[np.argmax(room)]
    longitude = (longitude + 180.0) % 360.0 - 180.0
    return float(longitude), float(latitude), round(area_km2(ring) ** 0.5)


def cities(sources: Path) -> list[tuple]:
    """Return the cities, the most important first."""
    text = (sources / "ne_110m_populated_places_simple.geojson").read_text()
    found = [city["properties"] for city in json.loads(text)["features"]]
    found.sort(key=lambda city: (city["scalerank"], -city["pop_max"]))
    return [
        (
            "city",
            WORDS.get(city["name"], city["name"]),
            round(city["latitude"], 3),
            round(city["longitude"], 3),
            "",
            city["scalerank"],
        )
        for city in found
    ]


if __name__ == "__main__":
    main(Path(sys.argv[1]))
