"""How the C library keeps memory that the program has let go."""

from __future__ import annotations

import ctypes
import sys
from pathlib import Path

_M_MMAP_THRESHOLD = -3  # of <malloc.h>
_LARGE = 1 << 20


def return_large_blocks() -> None:
    """Have pieces of a megabyte and more go back to the system as soon as they are freed.

    glibc raises its own limit to 32 MB after the first such piece, and what maps and tables leave
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

    On Linux by /proc: what getrusage tells begins with the memory of the process that started it.
    """
    status = Path("/proc/self/status")
    if status.exists():
        [peak] = [line for line in status.read_text().splitlines() if line.startswith("VmHWM")]
        return int(peak.split()[1]) * 1024 / 1e6
    import resource

    peak_bytes = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return peak_bytes / (1e6 if sys.platform == "darwin" else 1e3)
