from __future__ import annotations

import json

import pytest

from orbitviz.base.errors import UserError
from orbitviz.base.progress import no_progress
from orbitviz.cli import measure
from orbitviz.cli.repeated_picture import SCENES, state_of
from orbitviz.cli.verbs import bench, doctor

pytestmark = pytest.mark.gl


def test_doctor_measures_the_exactness_of_the_gpu():
    found = doctor.examine()
    assert 0.0 < found["gpu_error_m"]["epoch"] <= 5.0
    assert 0.0 < found["gpu_error_m"]["plus_30_days"] <= 5.0
    assert found["satellites"] == {
        "path": "compute", "compute_shader": "works", "built_in": 1_000_000
    }  # fmt: skip
    assert set(found["gpu_error_m_by_path"]) == {"points", "compute"}
    for error_m in found["gpu_error_m_by_path"].values():
        assert 0.0 < error_m["epoch"] <= error_m["plus_30_days"] <= 5.0
    assert all(found["assets"].values())
    assert found["packages"]["vispy"]
    assert found["gl"]["renderer"]
    assert found["gl_limits"]["max_texture_size"] >= 2048


def test_doctor_prints_numbers_with_their_unit_and_no_value_of_python():
    error_m = {"epoch": 1.98284888, "plus_30_days": 0.0026}
    text = "\n".join(doctor.lines({
        "packages": {"pyarrow": None},
        "assets": {"earth": 4_260_621},
        "gl_limits": {"max_texture_size": 16_384, "max_vertex_attribs": 16},
        "satellites": {"built_in": 1_000_000},
        "gpu_error_m": error_m,
        "gpu_error_m_by_path": {"compute": error_m, "points": error_m},
    }))  # fmt: skip
    rows = {" ".join(line.split()) for line in text.splitlines()}
    assert rows >= {
        "pyarrow –", "earth 4.26 MB", "max texture size 16,384 px", "max vertex attribs 16",
        "built in 1,000,000 satellites", "compute, epoch 1.98 m", "points, plus 30 days 2.60 mm",
    }  # fmt: skip
    assert not set(text) & set("{}_'")
    assert text.count("largest error of GPU positions") == 1


@pytest.fixture(scope="module")
def found():
    """A bench of small things."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(measure, "COUNTS", (1_000,))
        patch.setattr(measure, "MILLION", 2_000)
        patch.setattr(measure, "SIZE", (160, 100))
        patch.setattr(measure, "_MOVING_FRAMES", 5)
        patch.setattr(measure, "drawn_memory_mb", lambda _n: 300.0)
        window = {"window_s": 1.0, "picture_s": 2.0, "rss_mb": 500.0, "idle_share": 0.05,
                  "paused_share": 0.001}  # fmt: skip
        patch.setattr(measure, "window_figures", lambda: window)
        return bench.run(3, no_progress)


def test_bench_reports_what_was_promised(found):
    assert {"hardware", "frames", "start_s", "rss_mb", "stages_ms", "moving"} <= set(found)
    kinds = [(row["path"], row["scene"]) for row in found["frames"]]
    assert kinds == [(p, s) for p in ("compute", "points") for s in ("plain", "full")]
    assert found["bytes_per_frame"]["satellites"] == 0
    assert all(row["ms_median"] > 0 for row in found["frames"])
    assert all(ms > 0 for ms in found["stages_ms"].values())
    assert [row["frames"] for row in found["moving"]] == [5, 5]
    text = "\n".join(bench.lines(found))
    assert "window after 1.00 s" in text
    assert "share of one core in real time 5.0%" in text


def test_bench_is_compared_with_an_earlier_one(found, tmp_path):
    file = tmp_path / "earlier.json"
    slower = json.loads(json.dumps(found))
    for row in slower["frames"]:
        row["ms_median"] *= 2.0
    file.write_text(json.dumps(slower))
    compared = bench.comparison(bench._read(file), found)
    assert len(compared) == 5
    assert all("x0.50" in line for line in compared[1:])
    file.write_text("{}")
    with pytest.raises(UserError, match=r"earlier\.json: is not a bench result.*bench --json"):
        bench._read(file)
    # As files were before they told the path.
    file.write_text(json.dumps({"hardware": "old", "frames": [{"n": 1, "ms_median": 1.0}]}))
    with pytest.raises(UserError, match="is not a bench result"):
        bench._read(file)


def test_bench_tells_why_there_was_no_window(found):
    text = bench.lines({**found, "window": {"refused": "no screen"}})
    assert text[-1] == "no window could be opened here: no screen"


@pytest.mark.parametrize("count", [10_000, 1_000_000, 4_000_000])
def test_a_design_of_any_size_is_the_built_in_one_thinned_or_denser(count):
    state = state_of(count, SCENES["plain"])
    constellation = state.document.constellation
    assert len(constellation) == count
    assert constellation.shell_count == 114


def test_a_process_that_draws_tells_its_memory():
    assert 100.0 < measure.drawn_memory_mb(1_000) < 1_000.0
