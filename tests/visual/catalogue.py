"""A catalogue made up for pictures: objects on low circular orbits, evenly spread."""

from __future__ import annotations

import tempfile
from pathlib import Path

import numpy as np
from sgp4 import exporter
from sgp4.api import WGS72, Satrec

from orbitviz.base.constants import DAY_S
from orbitviz.orbits.sgp4.catalogue import Catalogue
from orbitviz.orbits.timescale import Instant
from tests.formats.element_sets import FIELDS, as_csv, read_catalogue

_EPOCH, _DAYS_AT_EPOCH = Instant.parse("2000-01-01T00:00:00Z"), 18_263.0  # of SGP4, from 1950


def shell_of_objects(count: int, epoch: Instant) -> Catalogue:
    """Return `count` objects with elements of `epoch`, 500 to 1,400 km up."""
    rng = np.random.default_rng(7)
    days = _DAYS_AT_EPOCH + epoch.seconds_since(_EPOCH) / DAY_S
    rows = []
    for k in range(count):
        satellite = Satrec()
        raan, anomaly = rng.uniform(0.0, 2.0 * np.pi, 2)
        inclination = np.arccos(rng.uniform(-0.3, 1.0))
        revolutions_a_day = rng.uniform(12.7, 15.2)
        satellite.sgp4init(
            WGS72, "i", k + 1, days, 0.0, 0.0, 0.0, 0.0005, 0.0, inclination, anomaly,
            np.pi / 720.0 * revolutions_a_day, raan,
        )  # fmt: skip
        satellite.intldesg, satellite.classification = "26001A", "U"
        satellite.elnum, satellite.revnum = 1, 1
        fields = exporter.export_omm(satellite, f"OBJECT {k}")
        rows.append({name: str(fields[name]) for name in FIELDS})
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "objects.csv"
        file.write_text(as_csv(rows))
        return read_catalogue(file)
