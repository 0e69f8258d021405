"""Element sets of our own making for the tests of the readers, in every format."""

from __future__ import annotations

import json
from pathlib import Path

import numpy as np
from sgp4 import exporter
from sgp4.api import WGS72, Satrec

from orbitviz.base.progress import Progress, no_progress
from orbitviz.formats.open_file import open_file
from orbitviz.orbits.sgp4.catalogue import Catalogue

FIELDS = (
    "OBJECT_NAME", "OBJECT_ID", "EPOCH", "MEAN_MOTION", "ECCENTRICITY", "INCLINATION",
    "RA_OF_ASC_NODE", "ARG_OF_PERICENTER", "MEAN_ANOMALY", "EPHEMERIS_TYPE",
    "CLASSIFICATION_TYPE", "NORAD_CAT_ID", "ELEMENT_SET_NO", "REV_AT_EPOCH", "BSTAR",
    "MEAN_MOTION_DOT", "MEAN_MOTION_DDOT",
)  # fmt: skip


def satellites(count: int = 5) -> list[Satrec]:
    """Return objects with elements as round as a TLE holds them."""
    rng = np.random.default_rng(11)
    out = []
    for k in range(count):
        satellite = Satrec()
        degrees = rng.integers(0, 3_600_000, 4) / 1e4
        satellite.sgp4init(
            WGS72, "i", 70_000 + k, 28_000.25 + k / 8, 1.2e-5 * k, 0.0, 0.0,
            float(rng.integers(1, 20_000)) / 1e7, np.radians(degrees[0]),
            np.radians(round(degrees[1] / 2, 4)), np.radians(degrees[2]),
            np.pi / 720.0 * (15.0 - 2 * k), np.radians(degrees[3]),
        )  # fmt: skip
        satellite.intldesg = f"2600{k + 1}A"
        satellite.classification = "U"
        satellite.elnum, satellite.revnum = 1, 1
        out.append(satellite)
    return out


def as_tle(number_of_lines: int = 2, end: str = "\n", zero: bool = False) -> str:
    """Return the objects as two- or three-line sets."""
    lines = []
    for k, satellite in enumerate(satellites()):
        if number_of_lines == 3:
            lines.append(f"{'0 ' if zero else ''}OBJECT {k}")
        lines += exporter.export_tle(satellite)
    return end.join(lines) + end


def records() -> list[dict[str, str]]:
    """Return the objects as OMM fields, numbers written as CelesTrak does: without a zero."""
    out = []
    for k, satellite in enumerate(satellites()):
        fields = exporter.export_omm(satellite, f"OBJECT {k}")
        row = {name: str(fields[name]) for name in FIELDS}
        row["ECCENTRICITY"] = row["ECCENTRICITY"].removeprefix("0")
        out.append(row)
    return out


def as_csv(rows: list[dict[str, str]] | None = None) -> str:
    """Return the objects as OMM in CSV."""
    rows = records() if rows is None else rows
    names = list(rows[0])
    return "\n".join([",".join(names), *(",".join(row[name] for name in names) for row in rows)])


def as_json(rows: list[dict[str, str]] | None = None) -> str:
    """Return the objects as OMM in JSON, numbers as texts as Space-Track does."""
    return json.dumps(records() if rows is None else rows)


def as_kvn(rows: list[dict[str, str]] | None = None) -> str:
    """Return the objects as OMM in KVN, with comments and units."""
    units = {"MEAN_MOTION": "rev/day", "INCLINATION": "deg", "RA_OF_ASC_NODE": "deg"}
    out = []
    for row in records() if rows is None else rows:
        out += ["CCSDS_OMM_VERS = 3.0", "COMMENT made for a test", "CENTER_NAME = EARTH"]
        out += ["REF_FRAME = TEME", "TIME_SYSTEM = UTC", "MEAN_ELEMENT_THEORY = SGP4"]
        out += [
            f"{name} = {value}" + (f" [{units[name]}]" if name in units else "")
            for name, value in row.items()
        ]
    return "\n".join(out) + "\n"


def as_xml(rows: list[dict[str, str]] | None = None) -> str:
    """Return the objects as OMM in XML, many in one NDM."""
    out = ['<?xml version="1.0" encoding="UTF-8"?>', "<ndm>"]
    for row in records() if rows is None else rows:
        fields = "".join(f"<{name}>{value}</{name}>" for name, value in row.items())
        out.append(
            '<omm id="CCSDS_OMM_VERS" version="2.0"><header/><body><segment><metadata>'
            "<REF_FRAME>TEME</REF_FRAME></metadata><data><meanElements>"
            f"{fields}</meanElements></data></segment></body></omm>"
        )
    return "\n".join([*out, "</ndm>"])


def read_catalogue(path: str | Path, progress: Progress = no_progress) -> Catalogue:
    """Open a file that holds one catalogue, as the program does."""
    (catalogue,) = open_file(path, progress).catalogues
    return catalogue
