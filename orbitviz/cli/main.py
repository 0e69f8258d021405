"""The command `orbitviz`: verbs, and what becomes of failures."""

from __future__ import annotations

import logging
import sys
from collections.abc import Callable
from difflib import get_close_matches
from logging.handlers import RotatingFileHandler
from pathlib import Path
from typing import Annotated

import typer
from platformdirs import user_log_path

from orbitviz.base.errors import Cancelled, UserError
from orbitviz.base.version import VERSION
from orbitviz.cli.verbs import bench, doctor, export, listing, render, report, transient
from orbitviz.formats.designs.builtin import builtin_ids
from orbitviz.model.view import SatellitePath

OpenWindow = Callable[[list[str], SatellitePath | None, float | None], int]

_WINDOW_OPTIONS = ("--satellites", "--measure")
_CANCELLED = "cancelled; nothing was changed"
WRONG_INPUT, FAILED, INTERRUPTED = 2, 1, 130

app = typer.Typer(
    name="orbitviz",
    add_completion=False,
    no_args_is_help=False,
    pretty_exceptions_enable=False,
    context_settings={"help_option_names": ["-h", "--help"]},
    help="See a satellite constellation as one machine. `orbitviz [FILES]` opens the window on "
    "designs (TOML), catalogues (TLE, OMM) or built-in designs by name.",
)


def _print_version(wanted: bool) -> None:
    if wanted:
        sys.stdout.write(f"orbitviz {VERSION}\n")
        raise typer.Exit


@app.callback()
def _top(
    version: Annotated[
        bool,
        typer.Option(
            "--version", help="Print the version.", callback=_print_version, is_eager=True
        ),
    ] = False,
) -> None:
    """Take the options that stand before a verb."""


@app.command()
def window(
    context: typer.Context,
    files: Annotated[list[str] | None, typer.Argument(help="Designs and catalogues.")] = None,
    satellites: Annotated[
        SatellitePath | None,
        typer.Option(help="How satellites are drawn; else as chosen in the window."),
    ] = None,
    measure: Annotated[
        float | None,
        typer.Option(hidden=True, min=1.0, help="Measure the window at rest, s; for bench."),
    ] = None,
) -> None:
    """Open the window (the verb may be left out)."""
    open_window: OpenWindow = context.obj
    raise typer.Exit(open_window(files or [], satellites, measure))


app.command()(render.render)
app.command()(export.export)
app.command()(report.report)
app.command()(transient.transient)
app.command()(doctor.doctor)
app.command()(bench.bench)
app.command()(listing.schema)
app.command()(listing.designs)

VERBS = (
    "window",
    "render",
    "export",
    "report",
    "transient",
    "doctor",
    "bench",
    "schema",
    "designs",
)


def main(open_window: OpenWindow, arguments: list[str] | None = None) -> None:
    """Run the command line and leave with its exit status.

    open_window   opens the window on files and returns the exit status; it stands above this
                  floor, which must work without Qt
    """
    given = sys.argv[1:] if arguments is None else arguments
    # `orbitviz FILES` means the window.
    first = given[0] if given else _WINDOW_OPTIONS[0]
    if first.startswith(_WINDOW_OPTIONS) or (first not in VERBS and not first.startswith("-")):
        if given and first[0] != "-" and (verb := _meant_verb(given[0])):
            sys.exit(
                _say(
                    f'"{given[0]}" is no file, design or verb; did you mean "{verb}"?', WRONG_INPUT
                )
            )
        given = ["window", *given]
    sys.exit(_run(given, open_window))


def _meant_verb(word: str) -> str | None:
    """Return the verb that a word looks like, None if it names a file or a built-in design."""
    if "." in word or Path(word).exists() or word in builtin_ids():
        return None
    return next(iter(get_close_matches(word, VERBS, 1)), None)


def _run(arguments: list[str], open_window: OpenWindow) -> int:
    try:
        status = app(arguments, standalone_mode=False, obj=open_window)
    except UserError as error:
        return _say(str(error), WRONG_INPUT)
    except (Cancelled, KeyboardInterrupt, typer.Abort):
        return _say(_CANCELLED, INTERRUPTED)
    except BrokenPipeError:
        return FAILED
    except Exception as error:
        if hasattr(error, "format_message"):  # a wrong option, in click's words
            return _say(error.format_message().replace("Value error, ", ""), WRONG_INPUT)
        return _say(f"an unforeseen failure ({_log(error)})", FAILED)
    if status == INTERRUPTED:  # typer's own word for Ctrl-C
        return _say(_CANCELLED, INTERRUPTED)
    return int(status or 0)


def _say(sentence: str, status: int) -> int:
    sys.stderr.write(f"orbitviz: {sentence}\n")
    return status


def _log(error: Exception) -> str:
    """Write the details where they can be found; return a few words that say where."""
    path = user_log_path("orbitviz", appauthor=False, ensure_exists=True) / "orbitviz.log"
    handler = RotatingFileHandler(path, maxBytes=1_000_000, backupCount=2, encoding="utf-8")
    log = logging.getLogger("orbitviz")
    log.addHandler(handler)
    log.error("unforeseen failure", exc_info=error)
    handler.close()
    log.removeHandler(handler)
    return f"{type(error).__name__}: {error}; details in {path}"
