"""What the OpenGL driver says about itself."""

from __future__ import annotations

import re
from collections.abc import Mapping

from vispy.gloo import gl

from orbitviz.base.errors import UserError

_STRINGS = {"vendor": 0x1F00, "renderer": 0x1F01, "version": 0x1F02, "glsl": 0x8B8C}
_LIMITS = {
    "max_texture_size": 0x0D33,
    "max_vertex_uniform_components": 0x8B4A,
    "max_vertex_attribs": 0x8869,
    "max_viewport": 0x0D3A,
}
_SOFTWARE = ("llvmpipe", "softpipe", "swiftshader", "software", "gdi generic", "basic render")


def gl_strings() -> dict[str, str]:
    """Return vendor, renderer, version and GLSL version of the current context."""
    return {name: str(gl.glGetParameter(code) or "") for name, code in _STRINGS.items()}


def gl_limits() -> dict[str, int]:
    """Return the limits that matter to this program."""
    found = {}
    for name, code in _LIMITS.items():
        value = gl.glGetParameter(code)
        found[name] = int(value[0] if isinstance(value, tuple | list) else value)
    return found


def gl_number() -> tuple[int, int]:
    """Return the version of OpenGL, (0, 0) if it cannot be read."""
    return _number(gl_strings()["version"])


def _number(version: str) -> tuple[int, int]:
    found = re.match(r"(\d+)\.(\d+)", version)
    return (int(found[1]), int(found[2])) if found else (0, 0)


def require_driver(strings: Mapping[str, str], extensions: str) -> None:
    """Raise UserError that names the driver if the shaders and targets of the scene need more.

    strings      as `gl_strings` returns them
    extensions   names of OpenGL's extensions
    """
    version, glsl = _number(strings["version"]), _number(strings["glsl"])
    lacks = ""
    if version < (2, 1) or glsl < (1, 20):
        lacks = f"offers only OpenGL {strings['version']} with GLSL {strings['glsl'] or 'unknown'}"
    elif version < (3, 0) and "framebuffer_object" not in extensions:
        lacks = f"(OpenGL {strings['version']}) has no framebuffer objects"
    if lacks:
        raise UserError(
            f'the graphics driver "{strings["renderer"]}" ({strings["vendor"]}) {lacks}',
            allowed="OpenGL 2.1 with GLSL 1.20 and framebuffer objects, such as a newer driver "
            "or Mesa's software one",
        )


def is_software() -> bool:
    """Return whether OpenGL runs on the processor, where every shaded pixel is expensive."""
    renderer = gl_strings()["renderer"].lower()
    return any(name in renderer for name in _SOFTWARE)


def gl_extensions() -> str:
    """Return the names of the extensions of the current context, a blank between."""
    return str(gl.glGetParameter(gl.GL_EXTENSIONS) or "")


def has_float_pictures() -> bool:
    """Return whether the driver can draw into half floats: OpenGL 3, or the extension for it."""
    return gl_number() >= (3, 0) or "GL_ARB_texture_float" in gl_extensions()


def renderer_name() -> str:
    """Return the short name of the renderer: its text before the first bracket."""
    return gl_strings()["renderer"].split("(")[0].strip() or "unknown renderer"
