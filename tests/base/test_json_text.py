"""JSON as it is written: nothing but blanks differs from the plain one."""

import json

from hypothesis import given
from hypothesis import strategies as st

from orbitviz.base.json_text import json_text

NUMBERS = st.integers() | st.floats(allow_nan=False, allow_infinity=False)
LEAVES = NUMBERS | st.booleans() | st.none() | st.text(alphabet='[]{}",\n 12.5e')
VALUES = st.recursive(LEAVES, lambda inner: st.lists(inner) | st.dictionaries(st.text(), inner))


def test_a_list_of_numbers_is_one_line():
    assert json_text({"a": [1, 2.5, -1e-9], "b": [[1], ["x"]]}) == (
        '{\n  "a": [1, 2.5, -1e-09],\n  "b": [\n    [1],\n    [\n      "x"\n    ]\n  ]\n}'
    )


@given(VALUES)
def test_what_is_written_is_read_back(value):
    assert json.loads(json_text(value)) == value
