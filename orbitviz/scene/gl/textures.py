"""Textures of images, with mipmaps, which vispy lacks."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray
from vispy import gloo
from vispy.gloo import gl

from orbitviz.scene.gl.gl_info import is_software
from orbitviz.scene.gl.vispy_internals import set_filter, texture_handle

_GL_LINEAR_MIPMAP_NEAREST = 0x2701
_GL_LINEAR_MIPMAP_LINEAR = 0x2703
_GL_LINEAR = 0x2601
_GL_MAX_TEXTURE_SIZE = 0x0D33


def largest_texture() -> int:
    """Return the texels of a side of the largest texture; a GL context must be current."""
    return int(np.ravel(gl.glGetParameter(_GL_MAX_TEXTURE_SIZE))[0])


def mipmapped_texture(pixels: NDArray[np.uint8], wrap_x: bool) -> gloo.Texture2D:
    """Return a texture with mipmaps, see plain_texture."""
    texture = plain_texture(pixels, wrap_x)
    make_mipmaps(texture)
    return texture


def plain_texture(pixels: NDArray[np.uint8], wrap_x: bool) -> gloo.Texture2D:
    """Return a texture without mipmaps, filtered linearly.

    pixels  (height, width, channels) uint8, first row at the top
    wrap_x  whether the left edge joins the right one

    A GL context must be current. A driver that takes only smaller textures gets a smaller one.
    """
    limit = largest_texture()
    while max(pixels.shape[:2]) > limit:
        pixels = np.ascontiguousarray(pixels[::2, ::2])
    return gloo.Texture2D(
        pixels,
        interpolation="linear",
        wrapping=("repeat" if wrap_x else "clamp_to_edge", "clamp_to_edge"),
    )


def make_mipmaps(texture: gloo.Texture2D) -> None:
    """Give a texture mipmaps and sample them; a GL context must be current."""
    gl.glBindTexture(gl.GL_TEXTURE_2D, texture_handle(texture))
    gl.glGenerateMipmap(gl.GL_TEXTURE_2D)
    gl.glTexParameterf(gl.GL_TEXTURE_2D, gl.GL_TEXTURE_MIN_FILTER, _minifying())
    gl.glBindTexture(gl.GL_TEXTURE_2D, 0)


def _minifying() -> int:
    """Return the filter of a texture where a pixel is larger than a texel.

    Software reads one mipmap, not two: texel reads are half the time of drawing the Earth.
    """
    return _GL_LINEAR_MIPMAP_NEAREST if is_software() else _GL_LINEAR_MIPMAP_LINEAR


def sample_mipmaps(texture: gloo.Texture2D, use_mipmaps: bool) -> None:
    """Choose whether a mipmapped texture is sampled from its mipmaps or from its own texels alone.

    Magnified, the result is the same, but software evaluates the mipmaps first.
    """
    set_filter(texture, _minifying() if use_mipmaps else _GL_LINEAR, _GL_LINEAR)


def black_texture() -> gloo.Texture2D:
    """Return a texture of one black pixel, as a ground of any size."""
    return gloo.Texture2D(np.zeros((1, 1, 4), np.uint8))
