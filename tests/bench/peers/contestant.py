"""What the contestants in Python share: they obey the lines that the driver sends.

frames FIRST COUNT   draw so many frames with and without satellites in turn; answer their times
picture FILE         draw frame 0 and save it (not if FILE is -); answer the pixels lit

Answers are lines of JSON; the first one names the renderer.
"""

from __future__ import annotations

import json
import os
import sys
import time
import traceback
from pathlib import Path

import numpy as np
from PIL import Image

from tests.bench.peers.million import read_million

_SEEN = 8  # of 255: less is not counted as lit


class Contestant:
    """One way to draw; subclasses get everything ready in __init__."""

    renderer = ""

    def draw(self, time_s, with_satellites):
        """Draw one frame and return when it is finished."""
        raise NotImplementedError

    def pixels(self):
        """Return the frame drawn last, (height, width, 3) uint8."""
        raise NotImplementedError


def serve(make) -> None:
    """Obey until standard input ends; make(setup, columns) returns the Contestant."""
    # Whatever libraries print goes to standard error.
    answers = os.fdopen(os.dup(1), "w", buffering=1)
    os.dup2(2, 1)

    def answer(**values):
        answers.write(json.dumps(values) + "\n")

    try:
        setup, columns = read_million(Path(sys.argv[1]))
        contestant = make(setup, columns)
        answer(renderer=contestant.renderer)
        for line in sys.stdin:
            verb, *words = line.split(maxsplit=1)
            if verb == "frames":
                first, count = map(int, words[0].split())
                answer(**_times_ms(contestant, setup.step_s, first, count))
            else:
                answer(lit=_picture(contestant, words[0].strip()))
    except Exception as error:
        traceback.print_exc()  # into the log
        answer(error=" ".join(f"{type(error).__name__}: {error}".split()))
        raise SystemExit(1) from None


def _times_ms(contestant, step_s, first, count):
    times = {"full": [], "bare": []}
    for number in range(first, first + count):
        for name, mine in times.items():
            began = time.perf_counter()
            contestant.draw(number * step_s, name == "full")
            mine.append(1e3 * (time.perf_counter() - began))
    return times


def _picture(contestant, file):
    bare, full = (_drawn(contestant, with_satellites) for with_satellites in (False, True))
    if file != "-":
        Image.fromarray(full).save(file)
    return int(np.any(np.abs(full.astype(int) - bare) > _SEEN, axis=2).sum())


def _drawn(contestant, with_satellites):
    contestant.draw(0.0, with_satellites)
    return np.array(contestant.pixels())
