"""The command `orbitviz`: finds the verb, turns failures into sentences and exit status."""

from __future__ import annotations

import logging
import sys
from collections.abc import Iterable
from contextlib import suppress
from typing import TYPE_CHECKING, Annotated

import typer

from orbitviz.base.errors import Cancelled, UserError, reason_of
from orbitviz.base.untrusted_text import printable
from orbitviz.base.version import VERSION
from orbitviz.cli.lazy_verbs import LazyVerbs
from orbitviz.cli.option_errors import option_sentence
from orbitviz.cli.terminal import abandon_output, finish_output, prepare_streams
from orbitviz.cli.verbs import VERBS
from orbitviz.cli.words import refuse_unknown_word

if TYPE_CHECKING:
    from orbitviz.cli.verbs.window import OpenWindow

_WINDOW_OPTIONS = ("--satellites", "--measure", "--present", "--kiosk")
_UNCHANGED = "nothing was changed"
WRONG_INPUT, FAILED, INTERRUPTED = 2, 1, 130

app = typer.Typer(
    name="orbitviz",
    cls=LazyVerbs,
    add_completion=False,
    no_args_is_help=False,
    pretty_exceptions_enable=False,
    rich_markup_mode=None,  # its boxes cut words in narrow terminals
    context_settings={"help_option_names": ["-h", "--help"]},
    help="See a satellite constellation as one machine. `orbitviz [FILES]` opens the window on "
    "designs (TOML), catalogues (TLE, OMM) or built-in designs by name.",
)


def _print_version(is_given: bool) -> None:
    if is_given:
        typer.echo(f"orbitviz {VERSION}")
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
    """Parse the options that stand before a verb."""


def main(open_window: OpenWindow, arguments: list[str] | None = None) -> None:
    """Run the command line and leave with its exit status.

    open_window   opens the window on files and returns the exit status; injected by
                  the floor above, because this one works without Qt
    """
    prepare_streams()
    given = sys.argv[1:] if arguments is None else arguments
    # `orbitviz FILES` means the window.
    first = given[0] if given else _WINDOW_OPTIONS[0]
    if first.startswith(_WINDOW_OPTIONS) or (first not in VERBS and not first.startswith("-")):
        if given and not first.startswith("-"):
            try:
                refuse_unknown_word(first, VERBS)
            except UserError as error:
                sys.exit(_fail(str(error), WRONG_INPUT))
        given = ["window", *given]
    status = _run(given, open_window)
    abandon_output()
    sys.exit(status)


def _run(arguments: list[str], open_window: OpenWindow) -> int:
    try:
        status = app(arguments, standalone_mode=False, obj=open_window)
        finish_output()
    except UserError as error:
        return _fail_all(error.mistakes, WRONG_INPUT)
    except (Cancelled, KeyboardInterrupt, typer.Abort) as error:
        return _fail(f"cancelled; {str(error) or _UNCHANGED}", INTERRUPTED)
    except BrokenPipeError:
        return FAILED
    except OSError as error:  # a full disk below stdout, or a folder that went away
        return _fail(f"{error.filename or 'output'}: {reason_of(error)}", WRONG_INPUT)
    except Exception as error:
        sentence = option_sentence(error)
        if sentence is not None:
            return _fail(sentence, WRONG_INPUT)
        return _fail(f"an unexpected error ({_log(error)})", FAILED)
    if status == INTERRUPTED:  # typer's own word for Ctrl-C
        return _fail(f"cancelled; {_UNCHANGED}", INTERRUPTED)
    return int(status or 0)


def _fail(sentence: str, status: int) -> int:
    return _fail_all((sentence,), status)


def _fail_all(sentences: Iterable[str], status: int) -> int:
    # A name in it is text: neither lines nor what a terminal obeys.
    with suppress(OSError):
        for sentence in sentences:
            typer.echo(f"orbitviz: {printable(sentence)}", err=True)
    return status


def _log(error: Exception) -> str:
    """Write the details to the log file; return a few words that say where it is."""
    from orbitviz.base.logs import log_handler, log_path  # nothing but a failure needs it

    words = f"{type(error).__name__}: {error}"
    path = log_path()
    try:
        handler = log_handler(path)
    except OSError as refused:
        return f"{words}; no log, for {path} cannot be written: {refused.strerror}"
    log = logging.getLogger("orbitviz")
    log.addHandler(handler)
    log.error("unexpected error", exc_info=error)
    handler.close()
    log.removeHandler(handler)
    return f"{words}; details in {path}"
