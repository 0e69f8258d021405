"""Memory: what the C library returns to the system, the peak of the process, what is free."""

from __future__ import annotations

import ctypes
import math
import sys
from pathlib import Path

_M_MMAP_THRESHOLD = -3  # of <malloc.h>
_LARGE = 1 << 20


def return_large_blocks() -> None:
    """Make the C library return blocks of a megabyte and more as soon as they are freed.

    glibc raises its own limit to 32 MB after the first such block, and what maps and tables leave
    behind then stays with the process: 100 MB of a window with a million satellites. Other C
    libraries are left as they are.
    """
    if not sys.platform.startswith("linux"):
        return
    mallopt = getattr(ctypes.CDLL(None), "mallopt", None)
    if mallopt is not None:
        mallopt(_M_MMAP_THRESHOLD, _LARGE)


def peak_memory_mb() -> float:
    """Return the most memory this process has had so far, MB.

    On Linux from /proc: getrusage would include the peak of the parent process.
    """
    status = Path("/proc/self/status")
    if status.exists():
        [peak] = [line for line in status.read_text().splitlines() if line.startswith("VmHWM")]
        return int(peak.split()[1]) * 1024 / 1e6
    import resource

    peak_bytes = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return peak_bytes / (1e6 if sys.platform == "darwin" else 1e3)


def free_memory_mb() -> float:
    """Return how much memory a program may still take without swapping, MB; infinite if unknown."""
    table = Path("/proc/meminfo")
    if not table.exists():
        return math.inf
    found = [line for line in table.read_text().splitlines() if line.startswith("MemAvailable")]
    return int(found[0].split()[1]) * 1024 / 1e6 if found else math.inf
