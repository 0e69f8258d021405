from __future__ import annotations

import pytest

from orbitviz.cli import bench, doctor
from orbitviz.facts.progress import no_progress

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


def test_bench_reports_what_was_promised(monkeypatch):
    monkeypatch.setattr(bench, "COUNTS", (1_000,))
    monkeypatch.setattr(bench, "SIZE", (160, 100))
    monkeypatch.setattr(bench, "_first_picture", lambda: (1.0, 2.0))
    found = bench.measure(3, no_progress)
    assert set(found) == {
        "hardware", "size", "frames", "bytes_per_frame", "start_s", "rss_mb"
    }  # fmt: skip
    assert [row["scene"] for row in found["frames"]] == ["plain", "full"]
    assert found["bytes_per_frame"]["satellites"] == 0
    assert all(row["ms_median"] > 0 for row in found["frames"])
