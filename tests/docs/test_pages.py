"""The documentation says what the code does. `make docs` builds it and checks the rest."""

from __future__ import annotations

import re
import runpy
from dataclasses import fields
from fnmatch import fnmatch
from importlib import import_module
from pathlib import Path

import pytest

from orbitviz.analysis.report.rows import ReportLife, ReportRow
from orbitviz.cli.lazy_verbs import load_verb
from orbitviz.cli.main import VERBS
from orbitviz.subsystems.quantities.work import LIMIT_CATEGORIES
from orbitviz.subsystems.relief import Cause

ROOT = Path(__file__).resolve().parents[2]
DOCS = ROOT / "docs"
PAGES = sorted((DOCS / "pages").rglob("*.md"))
CONTRIBUTING = (ROOT / "CONTRIBUTING.md").read_text()
MADE = runpy.run_path(str(DOCS / "reference.py"))["MADE"]
KINDS = {"render": "picture", "export": "table"}
LINK = re.compile(r"\]\((?!https?:)([^)#]+)(?:#[^)]*)?\)")


def name_of(path):
    return str(path.relative_to(DOCS / "pages"))


def test_every_page_is_in_the_navigation_once():
    named = re.findall(r"\S+\.md", (DOCS / "mkdocs.yml").read_text().partition("\nnav:")[2])
    assert sorted(named) == sorted(map(name_of, PAGES))


@pytest.mark.parametrize("page", [*PAGES, ROOT / "README.md", ROOT / "CONTRIBUTING.md"], ids=str)
def test_links_lead_to_files(page):
    for target in LINK.findall(page.read_text()):
        assert (page.parent / target).exists(), target


@pytest.mark.parametrize("name", MADE)
def test_tables_are_those_of_the_code(name):
    assert (DOCS / "pages" / name).read_text() == MADE[name](), "run `python docs/reference.py`"


@pytest.mark.parametrize(
    "page", [*(DOCS / "pages" / "api").glob("*.md")], ids=lambda page: page.stem
)
def test_what_is_described_exists(page):
    for name in re.findall(r"^::: (\S+)$", page.read_text(), re.MULTILINE):
        home, _, last = name.rpartition(".")
        if last[0].isupper():
            assert hasattr(import_module(home), last)
        else:
            import_module(name)


def test_every_example_is_shown():
    guide = (DOCS / "pages" / "guide" / "python.md").read_text()
    for example in (DOCS / "examples").glob("*.py"):
        assert f'--8<-- "docs/examples/{example.name}"' in guide


def test_every_verb_is_described():
    guide = (DOCS / "pages" / "guide" / "command-line.md").read_text()
    for verb in VERBS:
        assert f"| `{verb}` |" in guide


def test_files_written_without_being_named_and_options_for_faults_are_described():
    guide = (DOCS / "pages" / "guide" / "command-line.md").read_text()
    for verb in ("render", "export"):
        output, strict = (
            next(one for one in load_verb(verb).params if one.name == name)
            for name in ("output", "strict")
        )
        assert f"Without `-o` the {KINDS[verb]} is written to" in guide
        assert f"`{output.default}`" in guide
        assert f"`{strict.opts[0]}`" in guide
    assert "`orbitviz --measure 60`" in guide


def test_every_key_of_a_report_says_its_unit_or_the_guide_does():
    guide = (DOCS / "pages" / "guide" / "command-line.md").read_text()
    told = re.findall(r"`([a-z_.*]+)`", guide.partition("## Reports")[2].partition("\n## ")[0])
    keys = [one.name for one in fields(ReportRow) if one.type not in ("str", "dict[str, float]")]
    keys += [f"life.{one.name}" for one in fields(ReportLife)] + ["flops_lost.array", "limited_by"]
    unit = re.compile(r"_(w|k|km|deg|kg)(_|$)")
    assert [k for k in keys if not unit.search(k) and not any(fnmatch(k, t) for t in told)] == []


def test_every_folder_is_on_the_map():
    folders = {path.parent.relative_to(ROOT) for path in (ROOT / "orbitviz").rglob("__init__.py")}
    for folder in folders - {Path("orbitviz")}:
        assert f"| `{folder}/` |" in CONTRIBUTING


def test_recipes_are_short():
    recipes = CONTRIBUTING.partition("## Recipes")[2].partition("\n## ")[0].split("\n### ")[1:]
    assert len(recipes) == 8
    for recipe in recipes:
        assert 1 < len(re.findall(r"^\d\. ", recipe, re.MULTILINE)) <= 5


def test_what_limits_compute_is_named_as_in_the_window():
    table = (
        (DOCS / "pages/guide/panels.md")
        .read_text()
        .partition("| limit | what would come back |")[2]
    )
    rows = [line.split("|")[1].strip() for line in table.split("\n\n")[0].splitlines()[2:]]
    assert sorted(rows) == sorted(cause.value for cause in Cause)
    assert all(kind.word in kind.label for kind in LIMIT_CATEGORIES.values())
