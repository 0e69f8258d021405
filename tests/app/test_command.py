from __future__ import annotations

import pytest

from orbitviz.app.command import require_display
from orbitviz.base.errors import UserError


def test_without_a_display_the_way_out_is_named():
    with pytest.raises(UserError, match="orbitviz render"):
        require_display({"DISPLAY": ""}, "linux")


@pytest.mark.parametrize(
    ("environ", "platform"),
    [
        ({"DISPLAY": "elsewhere:0"}, "linux"),
        ({}, "darwin"),
        ({}, "win32"),
    ],
)
def test_a_desktop_is_enough(environ, platform):
    require_display(environ, platform)
