"""Throws mutations of good files at every reader: `python -m tests.bench.fuzz_readers 20000`.

What must hold for each: it opens, or is refused by the sentence for users, within two seconds of
the processor and without much memory; every value taken lies in the range of its field; the number
of objects and refusals is not above what the text can hold.
"""

from __future__ import annotations

import json
import random
import resource
import sys
import tempfile
import time
from collections import Counter
from dataclasses import dataclass, field
from pathlib import Path

import numpy as np

from orbitviz.base.errors import UserError
from orbitviz.formats.open_file import open_file
from orbitviz.formats.registry import Opened
from tests.formats import element_sets as sets

LIMIT_S = 2.0
LIMIT_WALL_S = 8.0  # other programs may have the processor
LIMIT_MEMORY_KB = 400_000  # growth of the process over the whole run

DESIGN = """\
format = "orbitviz/1"
name = "Mine"
epoch = 2026-11-22T00:00:00Z

[satellites.mine]
mass_kg = 2140

[[groups]]
name = "low"
pattern = "walker-delta"
altitude_km = 550
inclination_deg = 53
planes = 4
satellites_per_plane = 5
satellite = "mine"
"""
SEEDS = {
    "tle": sets.as_tle(),
    "3le": sets.as_tle(3, zero=True),
    "csv": sets.as_csv(),
    "json": sets.as_json(),
    "xml": sets.as_xml(),
    "kvn": sets.as_kvn(),
    "toml": DESIGN,
}
TOKENS = (
    "nan", "inf", "-1", "1e999", "0x10", "1_0", "+1", "９", "now", "2026", "9" * 400, "", " ", "\t",
    '"', "'", ",", ";", "=", "[", "]", "{", "}", "<", ">", "&", "\\", "\r", "\n", "\u2028",
    "\x1b[2J", "<!--", "-->", "<![CDATA[", "</segment>", "<segment>", "#", "null", "true",
    "\\ud800", "1 ", "2 ", "0 ", "[[groups]]", "EPOCH", "MEAN_MOTION", "999.9999", "é",
    "😀", "\0", "sep=;\n",
)  # fmt: skip
ENCODINGS = ("utf-16", "utf-16-be", "latin-1", "cp1252", "utf-8-sig", "utf-32", "utf-7", "cp037")


@dataclass
class Result:
    """What came of a run; `faults` is what must be empty."""

    tried: int = 0
    opened: int = 0
    refused: int = 0
    partly: int = 0
    slowest_s: float = 0.0  # of processor time
    longest_wait_s: float = 0.0
    memory_growth_kb: int = 0
    sentences: Counter[str] = field(default_factory=Counter)
    faults: list[str] = field(default_factory=list)


def mutated(seed: str, rng: random.Random) -> bytes:
    """Return a good file with some things done to it."""
    text = SEEDS[seed]
    for _ in range(rng.choice((1, 1, 1, 2, 3, 8))):
        text = _mutate(text, rng)[:400_000]
    data = text.encode("utf-8", "replace")
    if rng.random() < 0.1:
        data = text.encode(rng.choice(ENCODINGS), "replace")
    for _ in range(rng.choice((0, 0, 0, 1, 4))):
        at = rng.randrange(len(data) + 1)
        data = data[:at] + bytes([rng.randrange(256)]) + data[at + rng.randrange(2) :]
    return data


def _mutate(text: str, rng: random.Random) -> str:
    a, b = sorted(rng.randrange(len(text) + 1) for _ in range(2))
    lines = text.splitlines(keepends=True) or [""]
    line = rng.randrange(len(lines))
    kind = rng.randrange(12)
    if kind == 0:
        return text[:a]
    if kind == 1:
        return text[:a] + text[min(b, a + rng.randrange(1, 40)) :]
    if kind == 2:
        return text[:a] + rng.choice(TOKENS) + text[a:]
    if kind == 3:
        token = rng.choice(TOKENS)
        return text[:a] + token + text[a + len(token) :]
    if kind == 4:
        return "".join([*lines[:line], *lines[line + 1 :]])
    if kind == 5:
        return "".join([*lines[:line], lines[line], *lines[line:]])
    if kind == 6:
        other = rng.randrange(len(lines))
        lines[line], lines[other] = lines[other], lines[line]
        return "".join(lines)
    if kind == 7:
        return text[:a] + rng.choice(TOKENS) * rng.choice((3, 300, 20_000)) + text[a:]
    if kind == 8:
        deep = rng.choice((10, 500, 5_000))
        begin, end = rng.choice((("[", "]"), ("{", "}"), ('{"a":', "}"), ("<a>", "</a>")))
        return text[:a] + begin * deep + text[a:b] + end * deep + text[b:]
    if kind == 9:
        return text + SEEDS[rng.choice(tuple(SEEDS))]
    if kind == 10:
        return text.replace("\n", rng.choice(("\r\n", "\r", "", " ", "\n\n", "\n \t")))
    old = rng.choice(text[a : a + 60].split() or ["1"])
    return text.replace(old, rng.choice(TOKENS))


def check(opened: Opened, data: bytes) -> str:
    """Return what is wrong with what was taken from a file, "" if nothing is."""
    for catalogue in opened.catalogues:
        elements = catalogue.elements
        ecc, incl = np.asarray(elements.ecc), np.asarray(elements.inc_rad)
        if not ((ecc >= 0) & (ecc < 1)).all() or not ((incl >= 0) & (incl <= np.pi + 1e-9)).all():
            return "an element outside its range"
        epochs = np.asarray(elements.epoch_jd_whole + elements.epoch_jd_frac)
        if not ((epochs >= 2_435_839.0) & (epochs < 5_373_485.0)).all():  # years 1957 to 9999
            return "an epoch outside its range"
        if len(catalogue) * 60 > len(data) + 60:  # no record is that short
            return f"{len(catalogue)} objects from {len(data)} bytes"
        if len(catalogue) + len(catalogue.refused) > data.count(b"\n") + data.count(b"{") + (
            data.count(b"\r") + data.count(b"<") + len(data) // 20 + 9
        ):
            return "more records than the text can hold"
    for document in opened.designs:
        if not 0 < len(document.constellation) <= 10**9:
            return "a design of no size"
    return ""


def run(count: int, seed: int, folder: Path, *, is_loud: bool = False) -> Result:
    """Try `count` files of the given seed."""
    result, kinds = Result(), tuple(SEEDS)
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    for k in range(count):
        rng = random.Random(seed * 1_000_003 + k)
        kind = kinds[k % len(kinds)]
        data = mutated(kind, rng)
        path = folder / f"input.{rng.choice((kind, kind, 'txt', 'dat', 'toml'))}"
        path.write_bytes(data)
        result.tried += 1
        wrong, begin, wall = "", time.process_time(), time.perf_counter()
        try:
            opened = open_file(path)
        except UserError as error:
            result.refused += 1
            result.sentences[error.wrong[:24]] += 1
            str(error).encode("utf-8", "surrogatepass")
        except Exception as error:
            wrong = f"{type(error).__name__}: {error}"
        else:
            result.opened += 1
            result.partly += any(catalogue.refused for catalogue in opened.catalogues)
            wrong = check(opened, data)
        took = time.process_time() - begin
        waited = time.perf_counter() - wall
        result.slowest_s = max(result.slowest_s, took)
        result.longest_wait_s = max(result.longest_wait_s, waited)
        if took > LIMIT_S or waited > LIMIT_WALL_S:
            wrong = f"{wrong} {took:.1f} s of processor, {waited:.1f} s in all"
        if wrong:
            result.faults.append(f"{kind} {k}: {wrong}"[:300])
            if is_loud:
                print(result.faults[-1], flush=True)
                Path(tempfile.gettempdir(), f"fuzz-{seed}-{k}{path.suffix}").write_bytes(data)
    after = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    result.memory_growth_kb = after - before
    if result.memory_growth_kb > LIMIT_MEMORY_KB:
        result.faults.append(f"the memory grew by {result.memory_growth_kb} kB")
    return result


def main() -> None:
    """Run by the command line: count and seed."""
    count = int(sys.argv[1]) if len(sys.argv) > 1 else 20_000
    seed = int(sys.argv[2]) if len(sys.argv) > 2 else random.SystemRandom().randrange(10**6)
    with tempfile.TemporaryDirectory() as folder:
        result = run(count, seed, Path(folder), is_loud=True)
    print(json.dumps(vars(result) | {"seed": seed, "sentences": len(result.sentences)}, indent=1))
    sys.exit(bool(result.faults))


if __name__ == "__main__":
    main()
