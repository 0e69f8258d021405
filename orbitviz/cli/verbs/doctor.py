"""The verb `doctor`: what is installed, what draws, and how exact it is."""

from __future__ import annotations

import importlib.metadata
import platform
from collections.abc import Iterator, Mapping
from typing import Annotated

import typer

from orbitviz.base.constants import DAY_S
from orbitviz.base.errors import UserError
from orbitviz.base.json_text import json_text
from orbitviz.base.resources import asset_path
from orbitviz.base.units import MISSING, fixed_text, si_text
from orbitviz.base.version import VERSION
from orbitviz.cli.drawing import loading_opengl
from orbitviz.cli.table import INDENT, pair_lines
from orbitviz.cli.terminal import say
from orbitviz.formats.designs.builtin import read_builtin
from orbitviz.model.view import SatellitePath
from orbitviz.orbits.sky_geometry import sky_geometry_at

Section = Mapping[str, object]  # JSON values by name

_PACKAGES = (
    "PySide6_Essentials", "vispy", "PyOpenGL", "numpy", "skyfield", "sgp4", "pyqtgraph", "cmap",
    "pillow", "jinja2", "pydantic", "tomlkit", "typer", "rich", "platformdirs", "lark", "pyarrow",
)  # fmt: skip
_TITLES = {
    "gl": "OpenGL",
    "gl_limits": "limits of OpenGL",
    "gpu_error_m_by_path": "largest error of GPU positions",
}
_PREFIXED = ("B", "m")
_UNITS = {  # of all values of a section, or of one
    "assets": "B",
    "gpu_error_m_by_path": "m",
    "max_texture_size": "px",
    "max_viewport": "px",
    "built_in": "satellites",
}
_ASSET_FOLDERS = ("designs", "earth", "fonts", "lines", "report", "sky", "time")


def doctor(
    as_json: Annotated[bool, typer.Option("--json", help="Print JSON.")] = False,
) -> None:
    """Report versions, the OpenGL driver, the assets and the accuracy of GPU positions."""
    found = examine()
    if as_json:
        typer.echo(json_text(found))
        return
    say("\n".join(lines(found)))


def examine() -> dict[str, Section]:
    """Return everything that `doctor` reports, section by section."""
    return {
        "orbitviz": {"version": VERSION, "python": platform.python_version(),
                     "system": platform.platform()},
        "packages": {name: _version(name) for name in _PACKAGES},
        "assets": {name: _size_of(name) for name in _ASSET_FOLDERS},
        **_graphics(),
    }  # fmt: skip


def lines(found: Mapping[str, Section]) -> list[str]:
    """Return what was found as people read it."""
    out: list[str] = []
    for section, content in found.items():
        if f"{section}_by_path" in found:  # says the same of all paths
            continue
        out.append(_TITLES.get(section, section))
        pairs = [(name, _text(section, name, value)) for name, value in _rows(content)]
        if section != "packages":
            pairs = [(name.replace("_", " "), text) for name, text in pairs]
        out += pair_lines(pairs, INDENT)
    return out


def _rows(content: Section) -> Iterator[tuple[str, object]]:
    """Yield names and values of a section, and those of the tables in it."""
    for name, value in content.items():
        if isinstance(value, Mapping):
            yield from ((f"{name}, {key}", inner) for key, inner in value.items())
        else:
            yield name, value


def _text(section: str, name: str, value: object) -> str:
    if value is None:
        return MISSING
    if not isinstance(value, int | float):
        return str(value)
    unit = _UNITS.get(section) or _UNITS.get(name, "")
    return si_text(value, unit) if unit in _PREFIXED else f"{fixed_text(value)} {unit}".rstrip()


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
