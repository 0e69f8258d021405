"""Files as other programs leave them: recognised by their content, named for what they are."""

from __future__ import annotations

import pytest

from orbitviz.base.errors import UserError
from orbitviz.formats.open_file import open_file
from tests.formats import element_sets as sets
from tests.formats.element_sets import read_catalogue

CSV = sets.as_csv()
LOADS = {
    "blank first line": "\n" + CSV,
    "blanks and line ends first": "  \r\n\r\n" + CSV.replace("\n", "\r\n"),
    "semicolons": CSV.replace(",", ";"),
    "tabs": CSV.replace(",", "\t"),
    "separator told to Excel": "sep=;\n" + CSV.replace(",", ";"),
    "KVN in small letters": "".join(
        f"{name.lower()} ={value}"
        for name, _, value in (line.partition(" =") for line in sets.as_kvn().splitlines(True))
        if value
    ),
    "a name in brackets": sets.as_tle(3).replace("OBJECT 0", "[ISS]"),
}
PAGES = [
    "<html>\n<head><title>404 Not Found</title></head>\n<body>404</body></html>",
    "<!DOCTYPE html>\n<p>Too many requests",
    "\n <!-- made by a server -->\n<HTML lang=en>",
]


@pytest.mark.parametrize("kind", LOADS)
def test_what_other_programs_write_is_read(tmp_path, kind):
    path = tmp_path / "objects.txt"
    path.write_bytes(LOADS[kind].encode())
    (catalogue,) = open_file(path).catalogues
    assert catalogue.object_id.tolist() == [70_000 + k for k in range(5)]
    assert catalogue.object_name[1] == "OBJECT 1"
    assert not catalogue.refused


@pytest.mark.parametrize("reader", [open_file, read_catalogue])
@pytest.mark.parametrize("page", PAGES)
def test_a_web_page_is_called_one(tmp_path, page, reader):
    path = tmp_path / "active.txt"
    path.write_text(page)
    with pytest.raises(UserError, match="is a web page"):
        reader(path)


def test_a_column_that_is_there_twice_is_refused(tmp_path):
    path = tmp_path / "objects.csv"
    path.write_text(CSV.replace("OBJECT_ID", "INCLINATION"))
    with pytest.raises(UserError, match="line 1: the column 'INCLINATION' is there twice"):
        read_catalogue(path)
