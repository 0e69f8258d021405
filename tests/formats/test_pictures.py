"""Pictures as files: the same pixels back, whole or not at all."""

from __future__ import annotations

import io

import numpy as np
import pytest
from PIL import Image

from orbitviz.base.errors import Cancelled, UserError
from orbitviz.formats.pictures import whole
from orbitviz.formats.pictures.content import PictureBands
from orbitviz.formats.pictures.picture_file import PICTURES, check_picture
from orbitviz.formats.pictures.png import write_png


def picture(size, channels):
    """Return smooth parts, noise and even ones, so that rows have different filters."""
    width, height = size
    random = np.random.default_rng(width * 7 + height)
    x, y = np.meshgrid(np.arange(width), np.arange(height))
    planes = [(x * (k + 1) + y * 3) % 256 for k in range(channels)]
    out = np.stack(planes, axis=2).astype(np.uint8)
    out[height // 3 : height // 2] = random.integers(0, 256, out[height // 3 : height // 2].shape)
    out[-height // 4 :] = 17
    return out


def content_of(pixels, rows):
    height, width, channels = pixels.shape
    parts = [pixels[top : top + rows] for top in range(0, height, rows)]
    return PictureBands((width, height), channels == 4, lambda: iter(parts))


@pytest.mark.parametrize("channels", [3, 4])
@pytest.mark.parametrize(("size", "rows"), [((1, 1), 1), ((97, 61), 16), ((300, 150), 150)])
def test_a_png_holds_the_same_pixels(tmp_path, size, rows, channels):
    pixels, file = picture(size, channels), tmp_path / "made.png"
    PICTURES.for_path(file).write(content_of(pixels, rows), file)
    with Image.open(file) as read:
        read.verify()
    with Image.open(file) as read:
        assert read.mode == ("RGBA" if channels == 4 else "RGB")
        assert np.array_equal(np.asarray(read), pixels)


def test_a_png_is_about_as_small_as_pillow_makes_it():
    pixels = picture((640, 480), 3)
    ours, theirs = io.BytesIO(), io.BytesIO()
    write_png(content_of(pixels, 100), ours)
    Image.fromarray(pixels).save(theirs, "PNG")
    assert len(ours.getvalue()) < 1.3 * len(theirs.getvalue())


def test_a_jpeg_is_near_the_pixels(tmp_path):
    pixels, file = np.full((40, 60, 3), (200, 100, 50), np.uint8), tmp_path / "made.JPG"
    PICTURES.for_path(file).write(content_of(pixels, 7), file)
    with Image.open(file) as read:
        assert read.format == "JPEG"
        assert np.abs(np.asarray(read).astype(int) - pixels).max() <= 3


@pytest.mark.parametrize("name", ["made.png", "made.jpg"])
def test_what_is_cancelled_leaves_no_file_and_keeps_the_old_one(tmp_path, name):
    file = tmp_path / name

    def bands():
        yield np.zeros((5, 20, 3), np.uint8)
        raise Cancelled

    content = PictureBands((20, 10), False, bands)
    with pytest.raises(Cancelled):
        PICTURES.for_path(file).write(content, file)
    assert list(tmp_path.iterdir()) == []
    file.write_bytes(b"old")
    with pytest.raises(Cancelled):
        PICTURES.for_path(file).write(content, file)
    assert file.read_bytes() == b"old"
    assert list(tmp_path.iterdir()) == [file]


def test_a_png_without_all_its_rows_is_not_written(tmp_path):
    file = tmp_path / "made.png"
    short = PictureBands((20, 10), False, lambda: iter([np.zeros((5, 20, 3), np.uint8)]))
    with pytest.raises(ValueError, match="5 rows"):
        PICTURES.for_path(file).write(short, file)
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize(
    ("name", "is_transparent", "words"),
    [
        ("made.jpg", True, "cannot be transparent; allowed: PNG"),
        ("made.gif", False, "is not a PNG or JPEG file name; allowed: .png or .jpg"),
        ("made", False, "is not a PNG or JPEG file name"),
    ],
)
def test_what_cannot_be_written_is_said_before_it_is_drawn(tmp_path, name, is_transparent, words):
    def check(file):
        check_picture(file, PICTURES.for_path(file), is_transparent=is_transparent)

    with pytest.raises(UserError, match=words):
        check(tmp_path / name)


def test_a_picture_too_large_for_the_memory_is_said_so_before_it_is_drawn(tmp_path, monkeypatch):
    monkeypatch.setattr(whole, "free_memory_mb", lambda: 1000.0)
    drawn = []
    content = PictureBands((16_384, 16_384), False, lambda: drawn.append(1) or iter(()))
    file = tmp_path / "made.jpg"
    with pytest.raises(UserError, match="needs 2,147 MB of memory, and 1,000 MB are free"):
        PICTURES.for_path(file).write(content, file)
    assert drawn == []
    assert list(tmp_path.iterdir()) == []


def test_a_file_that_cannot_be_written_is_named(tmp_path):
    file = tmp_path / "none" / "made.png"
    with pytest.raises(UserError, match=r"made\.png"):
        PICTURES.for_path(file).write(content_of(picture((8, 8), 3), 8), file)
