"""What the OpenGL driver says about itself."""

from __future__ import annotations

import re

from vispy.gloo import gl

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
    found = re.match(r"(\d+)\.(\d+)", gl_strings()["version"])
    return (int(found[1]), int(found[2])) if found else (0, 0)


def is_software() -> bool:
    """Return whether OpenGL runs on the processor, where every shaded pixel is expensive."""
    renderer = gl_strings()["renderer"].lower()
    return any(name in renderer for name in _SOFTWARE)


def has_float_pictures() -> bool:
    """Return whether the driver can draw into half floats: OpenGL 3, or the extension for it."""
    extensions = str(gl.glGetParameter(gl.GL_EXTENSIONS) or "")
    return gl_number() >= (3, 0) or "GL_ARB_texture_float" in extensions


def renderer_name() -> str:
    """Return the short name of the renderer: its text before the first bracket."""
    return gl_strings()["renderer"].split("(")[0].strip() or "unknown renderer"
