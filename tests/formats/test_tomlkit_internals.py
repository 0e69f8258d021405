"""The privates of tomlkit that orbitviz.formats.designs.toml_edit uses."""

from __future__ import annotations

import re
import tomllib
from importlib.metadata import version
from pathlib import Path

import tomlkit
from tomlkit.container import Container, OutOfOrderTableProxy

ROOT = Path(__file__).resolve().parents[2]
TEXT = "[part]\nfirst = 1\n# what follows\nlast = 2\n\n[other]\nname = 'x'\n"


def test_tomlkit_is_capped_below_the_next_minor_version():
    project = tomllib.loads((ROOT / "pyproject.toml").read_text())["project"]
    [requirement] = [r for r in project["dependencies"] if r.startswith("tomlkit")]
    assert re.search(r"<0\.\d+$", requirement)


def test_insert_after_puts_a_key_behind_another():
    broken = f"tomlkit {version('tomlkit')}: Container._insert_after"
    assert hasattr(Container, "_insert_after"), f"{broken} is gone"
    document = tomlkit.parse(TEXT)
    document["part"].value._insert_after("first", "second", tomlkit.item(3))
    assert "first = 1\nsecond = 3\n# what follows\n" in tomlkit.dumps(document), f"{broken} differs"


def test_the_body_of_a_table_is_the_list_that_is_written():
    document = tomlkit.parse(TEXT)
    body = document["part"].value.body
    assert body is document["part"].value.body, "Table.value.body is a copy"
    body[-1:] = [(None, tomlkit.comment("the end")), (None, tomlkit.nl())]
    assert "last = 2\n# the end\n" in tomlkit.dumps(document), "Table.value.body is not written"


def test_tables_that_do_not_stand_together_are_a_proxy():
    document = tomlkit.parse("[a.x]\nk = 1\n[b]\n[a.y]\nk = 2\n")
    assert isinstance(document["a"], OutOfOrderTableProxy)


def test_keys_know_whether_they_are_dotted():
    [(key, _)] = [row for row in tomlkit.parse("a.b = 1\n").body if row[0] is not None]
    assert key.is_dotted()
