"""What llvmpipe swallows and older drivers refuse is found in the text of the shaders."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from orbitviz.base.resources import shader_path
from orbitviz.scene.gl.programs import shader_source

FOLDER = Path(shader_path("lib")).parent
SHADERS = sorted(path.name for path in FOLDER.iterdir() if path.suffix in (".vert", ".frag"))
COMPUTE = sorted(f"compute/{path.name}" for path in (FOLDER / "compute").glob("*.*"))
LIBRARY = sorted(str(path.relative_to(FOLDER)) for path in FOLDER.rglob("*.glsl"))

# Not in GLSL 1.20, or not in the compatibility profile of macOS.
FORBIDDEN = (
    r"gl_VertexID", r"\btexelFetch\b", r"\btexture\(", r"(?m)^\s*(in|out) vec", r"\buint\b",
    r"\blayout\b", r"\binverse\(", r"\bround\(", r"\bswitch\b", r"(?<![.\w])\d+\.\d*f\b",
    r"\bdouble\b", r"\bivec", r"attribute (int|bool)", r"\btanh\(|\bsinh\(|\bcosh\(",
)  # fmt: skip


# What is compiled for the sums of the compute shader alone, beside it in its version.
FOR_SUMS = re.compile(r"(?ms)^#if SUMS\n.*?^#(?:else|endif)\n")


@pytest.mark.parametrize("name", SHADERS)
def test_shader_keeps_to_glsl_120(name):
    source = shader_source(name, SHELLS_PER_BATCH=24, SUMS=0)
    code = FOR_SUMS.sub("", re.sub(r"//.*", "", source))
    assert source.startswith("#version 120\n")
    assert "#include" not in code
    assert "#constant" not in code
    for pattern in FORBIDDEN:
        assert not re.search(pattern, code), f"{name}: {pattern}"


@pytest.mark.parametrize("name", COMPUTE)
def test_what_needs_a_newer_glsl_says_so(name):
    source = shader_source(name)
    assert source.startswith("#version 430\n")
    assert "attribute" not in source
    assert "gl_FragColor" not in source


@pytest.mark.parametrize("name", [*SHADERS, *COMPUTE])
def test_shader_is_used(name):
    scene = Path(__file__).resolve().parents[1] / "orbitviz" / "scene"
    assert any(f'"{name}"' in path.read_text() for path in scene.rglob("*.py"))


@pytest.mark.parametrize("name", LIBRARY)
def test_library_file_is_included_somewhere(name):
    texts = [path.read_text() for path in FOLDER.rglob("*.*") if path.is_file()]
    assert any(f'#include "{name}"' in text for text in texts)


@pytest.mark.parametrize("name", [*SHADERS, *COMPUTE])
def test_numbers_of_physics_come_from_python(name):
    """The Earth's, Sun's and orbit's numbers stand in orbitviz.base.constants alone."""
    text = (FOLDER / name).read_text() + "".join((FOLDER / lib).read_text() for lib in LIBRARY)
    for number in ("6378", "6356", "398600", "1.0826", "695700", "695_700", "149597"):
        assert number not in text
