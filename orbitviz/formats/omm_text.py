"""Readers of the four serialisations of OMM: CSV, JSON, XML, KVN."""

from __future__ import annotations

import csv
import io
import json
import re
from collections.abc import Iterator
from itertools import islice
from typing import Any
from xml.etree import ElementTree as ET

from orbitviz.facts.errors import UserError
from orbitviz.facts.progress import Progress, no_progress
from orbitviz.formats.gathering import Gathered
from orbitviz.formats.omm import Records, gather, records_of

_BLOCK = 10_000
_KVN_LINE = re.compile(r"\s*([A-Z_0-9]+)\s*=\s*(.*?)\s*(?:\[[^\]]*\])?\s*")


def read_csv(text: str, progress: Progress = no_progress) -> Gathered:
    """Return the objects of an OMM file in CSV. Raises UserError with the line of a fault."""
    reader = csv.reader(io.StringIO(text, newline=""))
    header = [name.strip().upper() for name in next(reader)]
    gathered = Gathered()
    total = max(text.count("\n"), 1)
    for rows, lines in _csv_blocks(reader, len(header)):
        columns = dict(zip(header, map(list, zip(*rows, strict=True)), strict=True))

        def place(row: int, lines: list[int] = lines) -> str:
            return f"line {lines[row]}"

        gather(Records(columns, place, len(rows)), gathered)
        progress(min(lines[-1] / total, 1.0), "reading element sets")
    return gathered


def _csv_blocks(reader: Any, width: int) -> Iterator[tuple[list[list[str]], list[int]]]:
    """Yield rows and their line numbers, some thousands at a time."""
    rows: list[list[str]] = []
    lines: list[int] = []
    for row in reader:
        if not row:
            continue
        if len(row) != width:
            raise UserError(
                f"the line has {len(row)} fields",
                place=f"line {reader.line_num}",
                allowed=f"{width}, as many as the first line",
            )
        rows.append(row)
        lines.append(reader.line_num)
        if len(rows) == _BLOCK:
            yield rows, lines
            rows, lines = [], []
    if rows:
        yield rows, lines


def read_json(text: str, progress: Progress = no_progress) -> Gathered:
    """Return the objects of an OMM file in JSON: a list of records, or one."""
    try:
        content = json.loads(text, parse_constant=str)
    except json.JSONDecodeError as error:
        raise UserError(
            f"not JSON: {error.msg}", place=f"line {error.lineno}, column {error.colno}"
        ) from None
    records = content if isinstance(content, list) else [content]
    gathered = Gathered()
    for begin in range(0, len(records), _BLOCK):
        rows = [_json_record(row, begin + k) for k, row in enumerate(records[begin:][:_BLOCK])]

        def place(row: int, begin: int = begin) -> str:
            return f"record {begin + row + 1}"

        gather(records_of(rows, place), gathered)
        progress(min((begin + _BLOCK) / len(records), 1.0), "reading element sets")
    return gathered


def _json_record(record: Any, number: int) -> dict[str, str]:
    if not isinstance(record, dict):
        raise UserError("is not an OMM record", place=f"record {number + 1}", allowed="an object")
    return {
        str(name).upper(): "" if value is None else str(value) for name, value in record.items()
    }


def read_xml(text: str, progress: Progress = no_progress) -> Gathered:
    """Return the objects of an OMM file in XML, of one message or of many."""
    gathered = Gathered()
    segments = _xml_segments(text)
    done = 0
    while block := list(islice(segments, _BLOCK)):

        def place(row: int, done: int = done) -> str:
            return f"segment {done + row + 1}"

        gather(records_of(block, place), gathered)
        done += len(block)
        progress(0.5, "reading element sets")
    return gathered


def _xml_segments(text: str) -> Iterator[dict[str, str]]:
    """Yield the fields of each segment; what was read is let go of at once."""
    fields: dict[str, str] = {}
    try:
        for _, element in ET.iterparse(io.StringIO(text)):
            name = element.tag.rpartition("}")[2]
            if name == "segment":
                yield fields
                fields = {}
                element.clear()
            elif len(element) == 0 and element.text:
                fields[name.upper()] = element.text.strip()
    except ET.ParseError as error:
        line, column = error.position
        raise UserError("not XML", place=f"line {line}, column {column + 1}") from None


def read_kvn(text: str, progress: Progress = no_progress) -> Gathered:
    """Return the objects of an OMM file in KVN (KEY = VALUE), of one message or of many."""
    rows: list[dict[str, str]] = []
    starts: list[int] = []
    for number, line in enumerate(text.splitlines(), 1):
        if not line.strip() or line.lstrip().startswith("COMMENT"):
            continue
        match = _KVN_LINE.fullmatch(line)
        if match is None:
            raise UserError(
                f'"{line.strip()[:40]}" is no field',
                place=f"line {number}",
                allowed="lines such as MEAN_MOTION = 15.5",
            )
        key, value = match[1], match[2]
        # A message begins with its version, or where a field comes for the second time.
        if not rows or key == "CCSDS_OMM_VERS" or key in rows[-1]:
            rows.append({})
            starts.append(number)
        rows[-1][key] = value
    gathered = Gathered()
    for begin in range(0, len(rows), _BLOCK):

        def place(row: int, begin: int = begin) -> str:
            return f"message at line {starts[begin + row]}"

        gather(records_of(rows[begin : begin + _BLOCK], place), gathered)
        progress(min((begin + _BLOCK) / len(rows), 1.0), "reading element sets")
    return gathered
