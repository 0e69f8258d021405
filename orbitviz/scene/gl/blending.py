"""How what is drawn combines with the pixels below; there is no depth test and no culling."""

from __future__ import annotations

from vispy import gloo


def overwrite() -> None:
    """Replace the pixels."""
    gloo.set_state(blend=False, depth_test=False, cull_face=False)


def blend_premultiplied() -> None:
    """Cover the pixels by colours that are multiplied by their opacity."""
    gloo.set_state(
        blend=True, blend_func=("one", "one_minus_src_alpha"), depth_test=False, cull_face=False
    )


def add() -> None:
    """Add to the pixels."""
    gloo.set_state(blend=True, blend_func=("one", "one"), depth_test=False, cull_face=False)


def screen() -> None:
    """Add to the pixels what leaves them below white: the less, the brighter they are."""
    gloo.set_state(
        blend=True, blend_func=("one", "one_minus_src_color"), depth_test=False, cull_face=False
    )
