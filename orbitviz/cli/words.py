"""A word on the command line that is no file, no built-in design and no verb."""

from __future__ import annotations

import os
from collections.abc import Collection

from orbitviz.base.errors import UserError
from orbitviz.base.files import is_there
from orbitviz.base.near_words import did_you_mean
from orbitviz.formats.designs.builtin_index import builtin_ids


def refuse_unknown_word(name: str, verbs: Collection[str] = ()) -> None:
    """Raise UserError if a name without a dot or a slash is that of nothing.

    verbs   what may stand in its place besides a file or a built-in design
    """
    is_bare_word = bool(name) and not any(sign in name for sign in (".", "/", os.sep))
    designs = builtin_ids()
    if not is_bare_word or name in (*designs, *verbs) or is_there(name):
        return
    kinds = "not a file, a verb or" if verbs else "neither a file nor"
    hint = did_you_mean(name, (*verbs, *designs))
    allowed = f"a path, or one of {', '.join((*verbs, *designs))}"
    raise UserError(
        f'"{name}" is {kinds} a built-in design{hint}', allowed=None if hint else allowed
    )
