"""Sentences for options and arguments that the parser of the command line refuses."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

from orbitviz.base.errors import UserError
from orbitviz.base.near_words import near_words

_EXTRA = re.compile(r"Got unexpected extra arguments?(?:\(s\))? \((.*)\)", re.DOTALL)  # of click
_MISSING = re.compile(r"Missing argument '(.*?)'")
_CHOICES = re.compile(r"is not one of (.*?)\.?$", re.DOTALL)
_BOUNDS = {
    "ge": "{:,} or more", "gt": "more than {:,}", "le": "{:,} or less", "lt": "less than {:,}",
}  # fmt: skip
_KINDS = {"int_parsing": "a whole number", "float_parsing": "a number"}


def option_sentence(error: Exception) -> str | None:
    """Return the sentence for what the parser raised; None for any other exception."""
    if hasattr(error, "possibilities"):
        return _no_such_option(error)
    if hasattr(error, "ctx") and (extra := _EXTRA.fullmatch(str(error))):
        return _too_much(extra[1], error.ctx)
    if not hasattr(error, "format_message"):
        return None
    if hasattr(error, "ctx") and (missing := _MISSING.match(str(error.format_message()))):
        return _missing(missing[1], error.ctx)
    refused = getattr(error.__cause__, "errors", None)
    name = max(getattr(getattr(error, "param", None), "opts", ()), key=len, default="")
    if name and refused and (allowed := _allowed(first := refused()[0])):
        return str(UserError(f'is "{first["input"]}"', place=name, allowed=allowed))
    return str(error.format_message()).replace("Value error, ", "")  # in the parser's words


def _allowed(refused: Mapping[str, Any]) -> str:
    """Return what is allowed in place of a value that pydantic refused; "" if that is unknown."""
    limits = refused.get("ctx", {})
    for bound, words in _BOUNDS.items():
        if bound in limits:
            return words.format(limits[bound])
    if choices := _CHOICES.search(str(limits.get("error", ""))):
        return choices[1].replace("'", "")
    return _KINDS.get(refused["type"], "")


def _no_such_option(error: Any) -> str:
    """Return the sentence for a wrong option, without the guesses of click, which are wild."""
    wrong = error.option_name.lstrip("-")
    parameters = error.ctx.command.params if error.ctx else ()
    options = [name[2:] for one in parameters for name in one.opts if name.startswith("--")]
    near = " or ".join(f"--{name}" for name in near_words(wrong, options))
    hint = f", did you mean {near}?" if near else ""
    allowed = None if near else ", ".join(f"--{name}" for name in options)
    return str(UserError(f"there is no option {error.option_name}{hint}", allowed=allowed))


def _too_much(words: str, context: Any) -> str:
    """Return the sentence for arguments that a verb does not take."""
    return str(UserError(f'"{words}" is too much', allowed=_usage(context)))


def _missing(name: str, context: Any) -> str:
    """Return the sentence for an argument that a verb needs."""
    return str(UserError(f"{name.upper()} is missing", allowed=_usage(context)))


def _usage(context: Any) -> str:
    usage = " ".join(context.command.collect_usage_pieces(context))
    return f"orbitviz {context.command.name} {usage}"
