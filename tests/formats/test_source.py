"""Files that are pipes, archives, devices or traps, and small files that used to hang."""

from __future__ import annotations

import gzip
import os
import random
import threading
import zipfile
from pathlib import Path

import pytest

from orbitviz.base.errors import Cancelled, UserError
from orbitviz.formats import source
from orbitviz.formats.designs.builtin_index import builtin_path
from orbitviz.formats.open_file import open_file
from tests.formats import element_sets as sets
from tests.formats.element_sets import read_catalogue

TLE = sets.as_tle(3)
DESIGN = builtin_path("one-shell").read_text()
IDS = [70_000 + k for k in range(5)]


@pytest.fixture
def fifo(tmp_path):
    path = tmp_path / "pipe"
    os.mkfifo(path)
    return path


def refusal(path):
    with pytest.raises(UserError) as caught:
        open_file(path)
    return str(caught.value)


@pytest.mark.parametrize("text", [TLE, sets.as_csv(), sets.as_json(), sets.as_xml(), sets.as_kvn()])
def test_a_pipe_is_read_once(fifo, text):
    writer = threading.Thread(target=fifo.write_text, args=(text,))
    writer.start()
    catalogue = read_catalogue(fifo)
    writer.join()
    assert catalogue.object_id.tolist() == IDS


def test_an_open_descriptor_is_read_as_process_substitution_gives_it():
    end, writing = os.pipe()
    os.write(writing, TLE.encode())
    os.close(writing)
    try:
        assert read_catalogue(f"/dev/fd/{end}").object_id.tolist() == IDS
    finally:
        os.close(end)


def test_a_pipe_that_nobody_writes_to_is_given_up(fifo, monkeypatch):
    monkeypatch.setattr(source, "NO_WRITER_S", 0.1)
    assert "nothing comes out of the pipe" in refusal(fifo)


def test_a_pipe_whose_writer_is_silent_is_given_up(monkeypatch, fifo):
    monkeypatch.setattr(source, "SILENCE_S", 0.1)
    writer = os.open(fifo, os.O_RDWR)
    try:
        os.write(writer, b"1 ")
        assert "nothing comes out of the pipe" in refusal(fifo)
    finally:
        os.close(writer)


def test_a_pipe_that_does_not_end_is_given_up(monkeypatch, fifo):
    monkeypatch.setattr(source, "MAX_CATALOGUE_BYTES", 100)
    writer = os.open(fifo, os.O_RDWR)
    try:
        os.write(writer, b"x" * 200)
        assert "the pipe gives more than" in refusal(fifo)
    finally:
        os.close(writer)


def test_cancel_is_heard_while_a_pipe_is_silent(fifo):
    def cancel(done, label=""):
        raise Cancelled

    with pytest.raises(Cancelled):
        open_file(fifo, cancel)


def test_a_device_is_refused(tmp_path):
    link = tmp_path / "objects.tle"
    link.symlink_to("/dev/zero")
    assert "is a device; allowed: a file or a pipe" in refusal(link)


def test_archives_are_read_as_they_come(tmp_path):
    path = tmp_path / "objects.gz"
    path.write_bytes(gzip.compress(TLE.encode()))
    assert read_catalogue(path).object_id.tolist() == IDS
    path = tmp_path / "objects.zip"
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("folder/", "")
        archive.writestr("folder/objects.tle", TLE)
        archive.writestr("__MACOSX/folder/._objects.tle", "x")
    assert read_catalogue(path).object_id.tolist() == IDS


def test_a_design_from_an_archive_has_no_place_to_be_saved(tmp_path):
    path = tmp_path / "mine.toml.gz"
    path.write_bytes(gzip.compress(DESIGN.encode()))
    (document,) = open_file(path).designs
    assert document.path is None
    plain = tmp_path / "mine.toml"
    plain.write_text(DESIGN)
    assert open_file(plain).designs[0].path == plain


def test_archives_that_cannot_be_read_are_refused(tmp_path):
    path = tmp_path / "objects.zip"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("a.tle", TLE)
        archive.writestr("b.tle", TLE)
    assert "holds 2 files (a.tle, b.tle); allowed: a zip archive of one file" in refusal(path)
    path.write_bytes(path.read_bytes()[:300])
    assert "damaged" in refusal(path)
    cut = tmp_path / "cut.gz"
    cut.write_bytes(gzip.compress(TLE.encode())[:-40])
    assert "damaged" in refusal(cut)


def test_an_archive_that_expands_without_end_is_refused(tmp_path):
    path = tmp_path / "bomb.gz"
    path.write_bytes(gzip.compress(TLE.encode() + b"\n" * 8_000_000))
    assert "expands to more than" in refusal(path)


SMALL = {
    "line ends": ("\n" * 65_536, "nothing but blanks and line ends"),
    "blanks": (" " * 65_536, "nothing but blanks and line ends"),
    "a field of blanks": ("CCSDS_OMM_VERS = 2.0\nEPOCH" + " " * 60_000 + "x\n", "not a field"),
    "braces and blanks": ("[" + ("}" + " " * 3_000) * 20, "not JSON"),
    "tags": ("<omm>" * 13_000, "no element sets"),
    "open segments": ("<segment>" * 500, "segment"),
}


@pytest.mark.parametrize("kind", SMALL)
def test_small_files_that_could_hang(tmp_path, kind):
    # Patterns that look twice at what they have seen take minutes here, which ends the test run.
    path = tmp_path / "objects.txt"
    path.write_text(SMALL[kind][0])
    assert SMALL[kind][1] in refusal(path)


@pytest.mark.parametrize(
    "key", [".".join("a" * 20_000), ". ".join(['"a"'] * 3_000), ".".join("a" * 33)]
)
@pytest.mark.parametrize("form", ["{}=1", "[{}]", "x = {{ {} = 1 }}"])
def test_a_key_of_many_parts_is_refused(tmp_path, key, form):
    path = tmp_path / "dots.toml"
    path.write_text('format = "orbitviz/1"\n' + form.format(key))
    assert "line 2: the key has too many parts; allowed: up to 32" in refusal(path)


def test_dots_in_texts_are_no_keys(tmp_path):
    path = tmp_path / "mine.toml"
    path.write_text(f'# {"." * 90} "{".".join("a" * 90)}"\n' + DESIGN)
    assert open_file(path).designs


KINDS = {
    "%PDF-1.7\n%": "is a PDF document",
    "<!-- served by -->\n<!DOCTYPE HTML>\n<p>": "is a web page",
    '<?xml version="1.0"?>\n<!DOCTYPE html>\n<html/>': "is a web page",
    "<h1>502 Bad Gateway</h1>": "is a web page",
    "CCSDS_OEM_VERS = 2.0\nCREATION_DATE = 2026": "another message of CCSDS than an OMM",
    "#cP2026 11 22  0  0  0.0": "precise orbits (SP3)",
    "#!/bin/sh\necho": "is a script",
}


@pytest.mark.parametrize("text", KINDS)
def test_other_kinds_are_named_whatever_the_ending(tmp_path, text):
    path: Path = tmp_path / "satellites.dat"
    path.write_text(text)
    assert KINDS[text] in refusal(path)


@pytest.mark.parametrize(
    "method", [zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED, zipfile.ZIP_BZIP2, zipfile.ZIP_LZMA]
)
def test_damaged_archives_are_refused_in_a_sentence_or_read(tmp_path, method):
    path, rng = tmp_path / "sets.zip", random.Random(method)
    with zipfile.ZipFile(path, "w", method) as archive:
        archive.writestr("sets.tle", TLE * 20)
    good, told = path.read_bytes(), []
    for _ in range(150):
        data = bytearray(good)
        for _ in range(rng.choice((1, 3, 20))):
            data[rng.randrange(len(data))] = rng.randrange(256)
        path.write_bytes(data)
        try:
            open_file(path)
        except UserError as error:
            told.append(str(error))
    assert told
    assert all("sets.zip" in sentence for sentence in told)


def test_an_archive_of_nothing_is_told(tmp_path):
    path = tmp_path / "empty.zip"
    zipfile.ZipFile(path, "w").close()
    assert "holds 0 files" in refusal(path)


def test_an_error_of_another_file_keeps_its_words(tmp_path):
    path = tmp_path / "sets.tle"
    path.write_text(TLE)
    with pytest.raises(ValueError, match="null and void"), source.opened(path):
        raise ValueError("null and void")
    with pytest.raises(UserError, match="cannot be read"), source.opened(path):
        raise FileNotFoundError("another")
