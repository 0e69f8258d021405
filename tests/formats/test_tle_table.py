"""Designs and catalogues written as element sets."""

from __future__ import annotations

import numpy as np
import pytest

from orbitviz.base.errors import UserError
from orbitviz.formats.designs.builtin import read_builtin
from orbitviz.formats.designs.design_file import parse_design
from orbitviz.formats.open_file import open_file
from orbitviz.formats.tables import tle_table
from orbitviz.formats.tables.export_table import export_states
from orbitviz.model.blank_document import blank_document
from orbitviz.model.state import Playback, State
from orbitviz.orbits.frames import Frame
from orbitviz.orbits.propagate import state_vectors
from orbitviz.orbits.timescale import Instant
from orbitviz.subsystems.quantities.power import CHARGE
from tests.formats.element_sets import as_tle, read_catalogue

NOW = Instant.parse("2026-11-23T06:00:00Z")
ECCENTRIC = """format = "orbitviz/1"
name = "Ellipses"
epoch = 2026-11-22
[[groups]]
pattern = "walker-delta"
altitude_km = 1500
inclination_deg = 63.4
eccentricity = 0.1
argp_deg = 270
planes = 3
satellites_per_plane = 8
"""


def state_of(document):
    return State.of(document, Playback(NOW, playing=False))


@pytest.mark.parametrize("text", ["", ECCENTRIC])
def test_sgp4_puts_the_satellites_of_a_design_where_it_has_them(text, tmp_path):
    document = parse_design(text) if text else read_builtin("one-shell")
    file = tmp_path / "design.tle"
    written = export_states(state_of(document), NOW, file)
    catalogue = read_catalogue(file)
    assert len(catalogue) == written == len(document.constellation)
    assert catalogue.object_name[0].endswith("p001 s0001")
    r_km, v_km_s = state_vectors(document.constellation, NOW)
    r_sgp4_km, v_sgp4_km_s, error = catalogue.propagate(NOW)
    assert not error.any()
    # What a design leaves out: the waves of J2, up to 7 km in radius and twice that along the
    # track, and J3, which shifts all orbits south.
    off_km = np.linalg.norm(r_sgp4_km - r_km, axis=1)
    assert off_km.max() < 20.0
    x_km, y_km, z_km = (r_sgp4_km - r_km).mean(axis=0)
    assert abs(x_km) < 0.01
    assert abs(y_km) < 0.01
    assert -10.0 < z_km < 0.0
    assert np.linalg.norm(v_sgp4_km_s - v_km_s, axis=1).max() < 0.03
    assert np.allclose(catalogue.sma_km, document.constellation.sma_km[0], atol=1e-4)


def test_objects_of_a_catalogue_keep_their_element_sets(tmp_path):
    source, copy = tmp_path / "source.tle", tmp_path / "copy.tle"
    source.write_text(as_tle(3))
    state = State.of(
        blank_document("", NOW), Playback(NOW, playing=False), open_file(source).catalogues
    )
    export_states(state, NOW, copy)
    lines = zip(source.read_text().splitlines(), copy.read_text().splitlines(), strict=True)
    for before, after in lines:
        # Not the counters of sets and revolutions, nor the checksum over them.
        assert after.removeprefix("0 ")[:63].rstrip() == before[:63].rstrip()


@pytest.mark.parametrize(
    "others", [{"quantities": (CHARGE,)}, {"frame": Frame.ITRS}], ids=["quantity", "frame"]
)
def test_columns_that_an_element_set_does_not_have_are_refused(others, tmp_path):
    file = tmp_path / "design.tle"
    with pytest.raises(UserError, match="neither quantities nor axes"):
        export_states(state_of(read_builtin("one-shell")), NOW, file, **others)
    assert not file.exists()


def test_numbers_beyond_alpha_5_are_refused(tmp_path, monkeypatch):
    monkeypatch.setattr(tle_table, "LARGEST_NUMBER", 100)
    file = tmp_path / "design.tle"
    with pytest.raises(UserError, match="satellite number 101 does not fit"):
        export_states(state_of(read_builtin("one-shell")), NOW, file)
    assert not file.exists()


def test_a_large_number_is_written_in_alpha_5(tmp_path):
    source, copy = tmp_path / "source.tle", tmp_path / "copy.tle"
    lines = as_tle(2).splitlines()[:2]
    source.write_text("\n".join(f"{line[:2]}E8493{line[7:68]}" for line in lines) + "\n")
    state = State.of(
        blank_document("", NOW), Playback(NOW, playing=False), open_file(source).catalogues
    )
    export_states(state, NOW, copy)
    assert read_catalogue(copy).object_id.tolist() == [148493]
