"""Films drawn by a Dask cluster: the same bytes, and what goes wrong in one sentence."""

from __future__ import annotations

import hashlib
import socket

import distributed
import pytest

from tests.cli.test_film_verb import SMALL, TOUR


@pytest.fixture(scope="module")
def cluster(tmp_path_factory):
    with distributed.LocalCluster(
        n_workers=1, threads_per_worker=2, dashboard_address=":0",
        local_directory=tmp_path_factory.mktemp("dask"),
    ) as cluster:  # fmt: skip
        yield cluster


@pytest.fixture
def tour(tmp_path):
    path = tmp_path / "short.toml"
    path.write_text(TOUR, encoding="utf-8")
    return path


def _digests(folder, pattern):
    return [hashlib.sha256(f.read_bytes()).digest() for f in sorted(folder.glob(pattern))]


@pytest.mark.gl
def test_a_cluster_draws_the_same_frames(run, cluster, tour, tmp_path):
    address = cluster.scheduler_address
    status, out, err = run("film", tour, "-o", tmp_path / "f.png", *SMALL, "--scheduler", address)
    assert status == 0, err
    assert "6 frames" in out
    run("film", tour, "-o", tmp_path / "g.png", *SMALL)
    assert len(_digests(tmp_path, "f-*.png")) == 6
    assert _digests(tmp_path, "f-*.png") == _digests(tmp_path, "g-*.png")
    for name in ("f.mp4", "g.mp4"):
        there = ("--scheduler", address) if name == "f.mp4" else ()
        run("film", tour, "-o", tmp_path / name, *SMALL, "--to", "1", *there)
    assert (tmp_path / "f.mp4").read_bytes() == (tmp_path / "g.mp4").read_bytes()


def test_a_cluster_that_does_not_answer_is_told(run, tour, tmp_path, monkeypatch):
    from orbitviz.scene.films import cluster

    monkeypatch.setattr(cluster, "ANSWER_S", 0.2)
    with socket.socket() as taken:  # nobody listens there
        taken.bind(("127.0.0.1", 0))
        address = f"tcp://127.0.0.1:{taken.getsockname()[1]}"
        status, _, err = run("film", tour, "-o", tmp_path / "f.png", "--scheduler", address)
    assert status == 2
    assert f'--scheduler: no cluster answers at "{address}" within 0.2 s; allowed: the' in err
    assert "Traceback" not in err


def test_a_cluster_without_workers_is_told(run, tour, tmp_path, monkeypatch):
    from orbitviz.scene.films import cluster

    with distributed.LocalCluster(n_workers=0, dashboard_address=":0") as empty:
        monkeypatch.setattr(cluster, "ANSWER_S", 2.0)
        address = empty.scheduler_address
        status, _, err = run("film", tour, "-o", tmp_path / "f.png", "--scheduler", address)
    assert status == 2
    assert f'the cluster at "{address}" has no workers after 2 s' in err


def test_workers_of_another_version_are_told():
    from orbitviz.base.errors import UserError
    from orbitviz.scene.films.cluster import draw_part

    with pytest.raises(UserError, match=r"a worker has version .*; allowed: 0.0, as here"):
        draw_part("0.0", "film", None, 0)


def test_without_the_package_the_extra_is_named(run, tour, tmp_path, monkeypatch):
    monkeypatch.setitem(__import__("sys").modules, "distributed", None)
    status, _, err = run("film", tour, "-o", tmp_path / "f.png", "--scheduler", "host:8786")
    assert status == 2
    assert 'pip install "orbitviz[cluster]"' in err


def test_processes_and_a_cluster_are_one_too_many(run, tour, tmp_path):
    status, _, err = run("film", tour, "-o", tmp_path / "f.png", "--jobs", "2",
                         "--scheduler", "host:8786")  # fmt: skip
    assert status == 2
    assert "--jobs is given beside --scheduler; allowed: one of both" in err
