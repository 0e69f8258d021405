"""The verb `doctor`: what is installed, what draws, and how exact it is."""

from __future__ import annotations

import importlib.metadata
import json
import platform
from collections.abc import Mapping
from typing import Annotated

import typer

from orbitviz.base.constants import DAY_S
from orbitviz.base.errors import UserError
from orbitviz.base.resources import asset_path
from orbitviz.base.version import VERSION
from orbitviz.cli.drawing import loading_opengl
from orbitviz.formats.designs.builtin import read_builtin
from orbitviz.model.view import SatellitePath
from orbitviz.orbits.sky_geometry import sky_geometry_at

Section = Mapping[str, object]  # JSON values by name

_PACKAGES = (
    "PySide6_Essentials", "vispy", "PyOpenGL", "numpy", "skyfield", "sgp4", "pyqtgraph",
    "cmap", "pillow", "jinja2", "pydantic", "tomlkit", "typer", "rich", "platformdirs", "pyarrow",
)  # fmt: skip
_ASSET_FOLDERS = ("designs", "earth", "fonts", "lines", "report", "sky", "time")


def doctor(
    as_json: Annotated[bool, typer.Option("--json", help="Print JSON.")] = False,
) -> None:
    """Report versions, the OpenGL driver, the assets and the accuracy of GPU positions."""
    found = examine()
    if as_json:
        typer.echo(json.dumps(found, indent=2))
        return
    for section, content in found.items():
        typer.echo(section)
        for name, value in content.items():
            typer.echo(f"  {name:30} {'-' if value is None else value}")


def examine() -> dict[str, Section]:
    """Return everything that `doctor` reports, section by section."""
    return {
        "orbitviz": {"version": VERSION, "python": platform.python_version(),
                     "system": platform.platform()},
        "packages": {name: _version(name) for name in _PACKAGES},
        "assets": {name: _size_of(name) for name in _ASSET_FOLDERS},
        **_graphics(),
    }  # fmt: skip


def _version(package: str) -> str | None:
    try:
        return importlib.metadata.version(package)
    except importlib.metadata.PackageNotFoundError:
        return None


def _size_of(folder: str) -> int | None:
    """Return the bytes of an asset folder, None if it is missing."""
    try:
        path = asset_path(folder)
    except UserError:
        return None
    return sum(file.stat().st_size for file in path.rglob("*") if file.is_file())


def _graphics() -> dict[str, Section]:
    try:
        return _examine_graphics()
    except UserError as error:
        return {"gl": {"failure": str(error)}}


def _examine_graphics() -> dict[str, Section]:
    with loading_opengl():
        from orbitviz.scene.gl.context import gl_context
        from orbitviz.scene.gl.gl_info import gl_limits, gl_strings
        from orbitviz.scene.satellites.light_buffer import LightBuffer
        from orbitviz.scene.satellites.probe import gpu_error_m
        from orbitviz.scene.satellites.renderer_choice import RendererChoice

    with gl_context():
        constellation = read_builtin().constellation
        month_later = constellation.epoch.plus_s(30 * DAY_S)
        geometry = sky_geometry_at(constellation.epoch)
        choice = RendererChoice(LightBuffer())
        choice.choose(SatellitePath.AUTO, geometry)
        paths = [SatellitePath.POINTS]
        if not choice.refused:
            paths.insert(0, SatellitePath.COMPUTE)
        errors = {
            str(path): {
                "epoch": gpu_error_m(constellation, constellation.epoch, path),
                "plus_30_days": gpu_error_m(constellation, month_later, path),
            }
            for path in paths
        }
        return {
            "gl": gl_strings(),
            "gl_limits": gl_limits(),
            "satellites": {
                "path": str(choice.path),
                "compute_shader": choice.refused or "works",
                "built_in": len(constellation),
            },
            "gpu_error_m": errors[str(choice.path)],
            "gpu_error_m_by_path": errors,
        }
