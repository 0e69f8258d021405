"""The privates of vispy that orbitviz.scene.gl uses: which one a new version breaks."""

from __future__ import annotations

import inspect
import re
import tomllib
from importlib.metadata import version
from pathlib import Path

import numpy as np
import pytest
from vispy import gloo
from vispy.gloo import context, gl, glir

from orbitviz.scene.gl.upload_meter import metered
from orbitviz.scene.gl.vispy_internals import (
    copy_pixels,
    flush,
    leave_program,
    register,
    set_filter,
    set_sampler,
    texture_handle,
)

ROOT = Path(__file__).resolve().parents[2]
SCENE = ROOT / "orbitviz" / "scene"
PRIVATE = re.compile(
    r"vispy\.gloo\.|gloo import .*\bgl|\.glir\b|get_current_canvas|\bOpenGL\b|[A-Za-z]\._[a-z]"
)
OWN = re.compile(r"\b(self|cls)\._\w+|^\s*#.*|\"\"\".*")

NAMES = [
    (context, "get_current_canvas"),
    (context.GLContext, "flush_commands"),
    (context.GLContext, "glir"),
    (context.GLContext, "shared"),
    (glir.GlirQueue, "command"),
    (glir.GlirQueue, "associate"),
    (glir.GlirParser, "get_object"),
]


@pytest.mark.parametrize(("owner", "name"), NAMES, ids=lambda x: getattr(x, "__name__", x))
def test_the_private_is_there(owner, name):
    assert hasattr(owner, name), f"vispy {version('vispy')}: {owner.__name__}.{name} is gone"


def test_the_queue_takes_commands_as_before():
    parameters = list(inspect.signature(glir.GlirQueue.command).parameters)
    assert parameters == ["self", "command", "args"] or parameters[1:] == ["args"], (
        f"vispy {version('vispy')}: GlirQueue.command takes {parameters}"
    )


def test_vispy_is_capped_below_the_next_minor_version():
    project = tomllib.loads((ROOT / "pyproject.toml").read_text())["project"]
    [requirement] = [r for r in project["dependencies"] if r.startswith("vispy")]
    assert re.search(r"<0\.\d+$", requirement)


def test_only_scene_gl_touches_privates():
    found = []
    for path in SCENE.rglob("*.py"):
        if path.parent.name == "gl":
            continue
        for number, line in enumerate(path.read_text().splitlines(), 1):
            if PRIVATE.search(OWN.sub("", line)):
                found.append(f"{path.relative_to(ROOT)}:{number}: {line.strip()}")
    assert found == []


def filled(size, colour):
    texture = gloo.Texture2D((size[1], size[0], 4), format="rgba")
    framebuffer = gloo.FrameBuffer(texture)
    with framebuffer:
        gloo.set_viewport(0, 0, *size)
        gloo.clear(color=colour, depth=False)
    return texture, framebuffer


@pytest.mark.gl
class TestBehaviour:
    """That a name is still there does not mean that it still does the same."""

    def test_handles_are_those_of_opengl(self, gl_canvas):
        texture, _ = filled((4, 4), (1.0, 0.0, 0.0, 1.0))
        handle = texture_handle(texture)
        gl.glBindTexture(gl.GL_TEXTURE_2D, handle)
        assert gl.glGetParameter(0x8069) == handle  # GL_TEXTURE_BINDING_2D
        gl.glBindTexture(gl.GL_TEXTURE_2D, 0)

    def test_framebuffers_are_copied(self, gl_canvas):
        _, source = filled((8, 6), (0.0, 1.0, 0.0, 1.0))
        _, target = filled((8, 6), (0.0, 0.0, 0.0, 1.0))
        with target:
            copy_pixels(source, (0, 0, 8, 6), (0, 0))
            assert np.all(gloo.read_pixels((0, 0, 8, 6))[..., :3] == [0, 255, 0])

    def test_a_registered_buffer_is_uploaded_without_a_program(self, gl_canvas):
        buffer = gloo.VertexBuffer(np.zeros((4, 3), np.float32))
        register(buffer)
        flush()
        assert gl_canvas.context.shared.parser.get_object(buffer.id) is not None

    def test_filters_are_those_asked_for(self, gl_canvas):
        texture, _ = filled((4, 4), (1.0, 0.0, 0.0, 1.0))
        set_filter(texture, gl.GL_NEAREST, gl.GL_LINEAR)
        gl.glBindTexture(gl.GL_TEXTURE_2D, texture_handle(texture))
        kinds = (gl.GL_TEXTURE_MIN_FILTER, gl.GL_TEXTURE_MAG_FILTER)
        found = [gl.glGetTexParameter(gl.GL_TEXTURE_2D, kind) for kind in kinds]
        gl.glBindTexture(gl.GL_TEXTURE_2D, 0)
        assert found == [gl.GL_NEAREST, gl.GL_LINEAR]

    def test_samplers_and_the_program_in_use(self, gl_canvas):
        program = gloo.Program(
            "attribute vec2 a_at; void main() { gl_Position = vec4(a_at, 0.0, 1.0); }",
            "uniform sampler2D u_any; void main() { gl_FragColor = texture2D(u_any, vec2(0.5)); }",
        )
        texture, _ = filled((2, 2), (1.0, 1.0, 0.0, 1.0))
        program["a_at"] = np.array([[-1, -1], [1, -1], [-1, 1], [1, 1]], np.float32)
        program["u_any"] = texture
        set_sampler(program, "u_any", 0)
        _, target = filled((4, 4), (0.0, 0.0, 0.0, 1.0))
        for _ in range(2):  # the second time vispy must not take the program for the current one
            with target:
                program.draw("triangle_strip")
                flush()
                leave_program()
                assert gl.glGetParameter(gl.GL_CURRENT_PROGRAM) == 0
                assert np.all(gloo.read_pixels((0, 0, 4, 4))[..., :3] == [255, 255, 0])

    def test_uploads_are_counted(self, gl_canvas):
        with metered() as uploads:
            gloo.VertexBuffer(np.zeros((100, 3), np.float32))
        assert uploads.data == 1_200
