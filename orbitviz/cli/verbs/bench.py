"""The verb `bench`: how fast this machine draws."""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import Annotated

import typer

from orbitviz.base.errors import UserError
from orbitviz.base.json_text import json_text
from orbitviz.base.progress import Progress
from orbitviz.cli import measure
from orbitviz.cli.bench_result import BenchResult
from orbitviz.cli.progress_bar import progress_bar
from orbitviz.cli.repeated_picture import MILLION, SIZE


def bench(
    as_json: Annotated[bool, typer.Option("--json", help="Print JSON.")] = False,
    frames: Annotated[int, typer.Option(min=20, help="Frames per measurement.")] = 20,
    compare: Annotated[
        Path | None, typer.Option(help="JSON of an earlier run on the same machine.")
    ] = None,
) -> None:
    """Measure frame times of 10,000 to 10,000,000 satellites, stages, start-up, memory, idle load.

    Takes three to five minutes without a graphics card.
    """
    earlier = _read(compare) if compare is not None else None
    if not sys.stderr.isatty():  # where the bar shows nothing
        typer.echo("measuring: three to five minutes without a graphics card", err=True)
    with progress_bar("measuring") as progress:
        found = run(frames, progress)
    typer.echo(json_text(found) if as_json else "\n".join(lines(found)))
    if earlier is not None:
        typer.echo("\n".join(comparison(earlier, found)), err=as_json)


def run(frames: int, progress: Progress) -> BenchResult:
    """Return the figures of this machine; `frames` pictures for each median."""
    from orbitviz.scene.backdrop.images import load_images
    from orbitviz.scene.gl.context import gl_context
    from orbitviz.scene.gl.gl_info import renderer_name
    from orbitviz.scene.picture import Picture

    with gl_context():
        machine = measure.hardware(renderer_name())
        picture, other = Picture(load_images()), Picture(load_images())
        rows = measure.frame_rows((picture, other), frames, progress)
        progress(0.7, "a moving camera")
        moving = measure.moving_rows(picture)
        progress(0.8, "stage by stage")
        stages = measure.stage_ms(load_images(), frames)
        uploads = measure.upload_bytes(picture)
    progress(0.85, "memory")
    memory = {str(n): measure.drawn_memory_mb(n) for n in (MILLION, measure.COUNTS[-1])}
    progress(0.9, "a window")
    window = measure.window_figures()
    return {
        "hardware": machine,
        "size": SIZE,
        "frames": rows,
        "moving": moving,
        "stages_ms": stages,
        "bytes_per_frame": uploads,
        "load_s": measure.load_s(),
        "memory_mb": memory,
        "window": window,
        "start_s": window.get("picture_s"),
        "rss_mb": window.get("rss_mb", memory[str(MILLION)]),
    }


def lines(found: BenchResult) -> list[str]:
    """Return the figures as text."""
    out = [found["hardware"]]
    for row in found["frames"]:
        out.append(
            f"{row['n']:>10,} {row['path']:7} {row['scene']:5} {row['ms_median']:8.1f} ms, "
            f"of which satellites {row['satellites_ms']:.1f} ms"
        )
    for moving in found["moving"]:
        out.append(
            f"a million at 600x, camera moving, {moving['quality']} quality: "
            f"{moving['ms_median']:.1f} ms, worst of {moving['frames']} "
            f"{moving['ms_worst']:.1f} ms, {moving['drafts']} drafts"
        )
    out += [f"  {name:28} {ms:6.1f} ms" for name, ms in found["stages_ms"].items()]
    sent = found["bytes_per_frame"]
    out.append(
        f"uploaded per frame: {sent['satellites']} bytes of satellites, {sent['uniforms']:,} of "
        "uniforms"
    )
    out += [f"loading the {name}: {s:.2f} s" for name, s in found["load_s"].items()]
    out += [f"peak memory drawing {int(n):,}: {mb:.0f} MB" for n, mb in found["memory_mb"].items()]
    window = found["window"]
    if "refused" in window:
        return [*out, f"no window could be opened here: {window['refused']}"]
    return [
        *out,
        f"window after {window['window_s']:.2f} s, first full picture after "
        f"{window['picture_s']:.2f} s, peak memory {window['rss_mb']:.0f} MB",
        f"share of one core in real time {window['idle_share']:.1%}, paused "
        f"{window['paused_share']:.1%}",
    ]


def comparison(earlier: BenchResult, now: BenchResult) -> list[str]:
    """Return how frame times differ from those of an earlier run."""
    out = [f"against {earlier['hardware']}:"]
    before = _medians(earlier)
    for (n, path, scene), median in _medians(now).items():
        old = before.get((n, path, scene))
        if old is not None:
            out.append(
                f"{n:>10,} {path:7} {scene:5} x{median / old:.2f} ({old:.1f} to {median:.1f} ms)"
            )
    return out


def _medians(found: BenchResult) -> dict[tuple[int, str, str], float]:
    return {(row["n"], row["path"], row["scene"]): row["ms_median"] for row in found["frames"]}


def _read(path: Path) -> BenchResult:
    try:
        found: BenchResult = json.loads(path.read_text(encoding="utf-8"))
        comparison(found, found)
    except (OSError, ValueError, LookupError, TypeError, ZeroDivisionError) as error:
        raise UserError(
            f"is not a bench result ({error})", file=path, allowed="the output of `bench --json`"
        ) from None
    return found
