"""Texts in other encodings give the same objects as in UTF-8."""

from __future__ import annotations

import io

import pytest
from hypothesis import given
from hypothesis import strategies as st

from orbitviz.formats import text_file
from orbitviz.formats.encoding import as_utf8
from tests.formats import element_sets as sets
from tests.formats.element_sets import read_catalogue

TLE = sets.as_tle(3).replace("OBJECT 1", "ÉTOILE")
XML = sets.as_xml().replace("OBJECT 1", "ÉTOILE")
FILES = {
    "UTF-8 with a mark": TLE.encode("utf-8-sig"),
    "UTF-16 of Windows": TLE.replace("\n", "\r\n").encode("utf-16"),
    "UTF-16, large end first": b"\xfe\xff" + TLE.encode("utf-16-be"),
    "Latin-1": TLE.encode("latin-1"),
    "carriage returns": TLE.replace("\n", "\r").encode(),
    "carriage returns in UTF-16": TLE.replace("\n", "\r").encode("utf-16"),
    "XML that declares Latin-1": XML.replace("UTF-8", "ISO-8859-1").encode("latin-1"),
    "XML that declares Windows": XML.replace("UTF-8", "windows-1252").encode("cp1252"),
    "XML in UTF-16": XML.replace("UTF-8", "UTF-16").encode("utf-16"),
    "XML in UTF-16 without a mark": XML.replace("UTF-8", "UTF-16").encode("utf-16-le"),
    "XML in an encoding that is none": XML.replace("UTF-8", "rot13").encode(),
}


@pytest.mark.parametrize("chunk_bytes", [37, 1 << 18])
@pytest.mark.parametrize("kind", FILES)
def test_every_encoding_gives_the_same_objects(tmp_path, monkeypatch, kind, chunk_bytes):
    monkeypatch.setattr(text_file, "CHUNK_BYTES", chunk_bytes)
    path = tmp_path / "objects.txt"
    path.write_bytes(FILES[kind])
    catalogue = read_catalogue(path)
    assert catalogue.object_id.tolist() == [70_000 + k for k in range(5)]
    assert catalogue.object_name[1] == "ÉTOILE"
    assert not catalogue.refused


@given(st.binary(max_size=300), st.sampled_from([b"", b"\xff\xfe", b"<?xml encoding='cp1252'?>"]))
def test_any_bytes_give_some_text(data, start):
    stream = as_utf8(io.BytesIO(start + data))
    while part := stream.read(7):
        assert isinstance(part, bytes)
