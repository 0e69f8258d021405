"""Shader files to programs: includes, constants from Python, errors by file and line.

A shader is a file below shaders/ in GLSL 1.20, or in the version of its first line; included files
are written so that both versions accept them. Two directives are added to GLSL:

    #include "lib/camera.glsl"     insert that file, once a shader
    #constant EARTH_RADIUS_KM      insert `const float EARTH_RADIUS_KM = 6378.137;`, the value
                                   being that of orbitviz.base.constants
"""

from __future__ import annotations

import re
from functools import lru_cache

from vispy import gloo

from orbitviz.base import constants
from orbitviz.base.errors import UserError
from orbitviz.base.resources import shader_path

OLDEST = "120"  # GLSL of every driver
NEWEST = "430 compatibility"  # of those with compute shaders; understands the words of 1.20

_INCLUDE = re.compile(r'^\s*#include\s+"([^"]+)"\s*$')
_ARRAY_SIZE = re.compile(r"\[(\w+)\]")
# Of GLSL 1.20, in the words of later versions.
_OLD_WORDS = ("#define texture2D texture", "#define texture2DLod textureLod")
_CONSTANT = re.compile(r"^\s*#constant\s+(\w+)\s*$")


def load_program(
    vertex: str, fragment: str, version: str = OLDEST, /, **defines: float | str
) -> gloo.Program:
    """Return the program of two files below shaders/, e.g. "points.vert", "points.frag".

    version   of GLSL, for programs that not every driver has to run
    defines   become `#define NAME value` lines at the top of both shaders

    Raises UserError if a file or a constant is missing. What the driver refuses is raised by the
    first draw, as vispy's RuntimeError with the line.
    """
    texts = (shader_source(name, version, **defines) for name in (vertex, fragment))
    return gloo.Program(*texts)


def shader_source(name: str, version: str = OLDEST, /, **defines: float | str) -> str:
    """Return the whole text of one shader, includes and constants resolved.

    version   of GLSL where the file names none
    """
    lines = _lines(name, set())
    is_newer = lines[0].startswith("#version")
    head = [lines.pop(0), *_OLD_WORDS] if is_newer else [f"#version {version}"]
    head += [f"#define {key} {value}" for key, value in sorted(defines.items())]
    text = "\n".join([*head, *lines]) + "\n"
    # vispy reads the size of a uniform array from the text, so it must be a number there.
    return _ARRAY_SIZE.sub(lambda size: f"[{defines.get(size[1], size[1])}]", text)


def _lines(name: str, seen: set[str]) -> list[str]:
    seen.add(name)
    lines: list[str] = []
    for number, line in enumerate(_text(name).splitlines(), 1):
        include, constant = _INCLUDE.match(line), _CONSTANT.match(line)
        if include:
            if include[1] not in seen:
                lines += _lines(include[1], seen)
        elif constant:
            if constant[1] not in seen:
                lines.append(_declaration(constant[1], name, number))
            seen.add(constant[1])
        else:
            lines.append(line)
    return lines


def _declaration(constant: str, name: str, number: int) -> str:
    value = getattr(constants, constant, None)
    if not isinstance(value, int | float):
        raise UserError(
            f"no number {constant} in orbitviz.base.constants",
            file=f"shaders/{name}",
            place=f"line {number}",
        )
    return f"const float {constant} = {float(value)!r};"


@lru_cache(maxsize=64)
def _text(name: str) -> str:
    return shader_path(name).read_text(encoding="utf-8")
