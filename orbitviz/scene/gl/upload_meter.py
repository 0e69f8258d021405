"""Counts the bytes uploaded to the GPU, to show that playback uploads no satellites.

vispy queues every command through GlirQueue.command, a private of vispy.gloo.glir.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray
from vispy import gloo
from vispy.gloo import glir

from orbitviz.scene.gl.program43 import Program43
from orbitviz.scene.gl.storage_buffer import StorageBuffer


@dataclass
class Uploads:
    """Bytes sent: buffers and textures (`data`), uniforms and tables of shells (`uniform`)."""

    data: int = 0
    uniform: int = 0


@contextmanager
def metered() -> Iterator[Uploads]:
    """Count the bytes of every upload made inside the `with` block."""
    uploads = Uploads()
    send = glir.GlirQueue.command

    def command(queue: Any, *args: Any) -> Any:
        size = sum(arg.nbytes for arg in args if isinstance(arg, np.ndarray))
        if args[0] == "DATA":
            uploads.data += size
        elif args[0] == "UNIFORM":
            uploads.uniform += size
        return send(queue, *args)

    write = StorageBuffer.write

    def written(buffer: StorageBuffer, data: NDArray[Any]) -> None:
        if buffer.is_uniform:
            uploads.uniform += data.nbytes
        else:
            uploads.data += data.nbytes
        write(buffer, data)

    setting = Program43.__setitem__

    def set_uniform(program: Program43, name: str, value: Any) -> None:
        if not isinstance(value, gloo.Texture2D):
            uploads.uniform += 4 * np.size(value)
        setting(program, name, value)

    Program43.__setitem__ = set_uniform  # type: ignore[method-assign]
    glir.GlirQueue.command = command
    StorageBuffer.write = written  # type: ignore[method-assign,assignment]
    try:
        yield uploads
    finally:
        Program43.__setitem__ = setting  # type: ignore[method-assign]
        glir.GlirQueue.command = send
        StorageBuffer.write = write  # type: ignore[method-assign]
