"""Truth from outside: skyfield with files that are not the program's own."""

from __future__ import annotations

import importlib.util
from pathlib import Path

import numpy as np
import pytest
from skyfield.api import Loader
from skyfield.data import iers
from skyfield.jpllib import SpiceKernel

from orbitviz.base.resources import asset_path


def _folder_of(package: str) -> Path:
    spec = importlib.util.find_spec(package)
    if spec is None or not spec.submodule_search_locations:
        pytest.skip(f"{package} is not installed (dependency group assets)")
    return Path(spec.submodule_search_locations[0]) / "data"


@pytest.fixture(scope="session")
def finals_path():
    """The IERS file finals2000A.all itself, in the edition that assets/time was built from."""
    path = _folder_of("astropy_iers_data") / "finals2000A.all"
    with path.open("rb") as stream:
        newest_mjd = iers.parse_x_y_dut1_from_finals_all(stream)["utc_mjd"][-1]
    with np.load(asset_path("time/iers.npz")) as table:
        if int(table["tt_jd"][-1] - 2400000.5) != int(newest_mjd):
            pytest.skip("assets/time/iers.npz was built from another edition of finals2000A.all")
    return path


@pytest.fixture(scope="session")
def outside_timescale(finals_path):
    """Skyfield's own reading of finals2000A.all, polar motion included."""
    scale = Loader(finals_path.parent, expire=False).timescale(builtin=False)
    with finals_path.open("rb") as stream:
        iers.install_polar_motion_table(scale, iers.parse_x_y_dut1_from_finals_all(stream))
    return scale


@pytest.fixture(scope="session")
def de421():
    """The whole DE421, not the excerpt."""
    kernel = SpiceKernel(str(_folder_of("skyfield_data") / "de421.bsp"))
    yield kernel
    kernel.close()
