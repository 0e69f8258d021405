"""Write the pages of tables that follow from the code: design keys, quantities and the like.

python docs/reference.py

tests/docs/test_pages.py fails where a page no longer says what the code does.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from orbitviz.analysis.check.registry import RULES
from orbitviz.analysis.predicates.amounts import units_of
from orbitviz.analysis.predicates.fields import FIELDS, NAME, SUNLIT
from orbitviz.formats.designs.schema import design_schema
from orbitviz.formats.tours.tour_file import tour_schema
from orbitviz.model.design.builtin import BUILTIN
from orbitviz.model.design.builtin_economics import DEFAULT_SCENARIO, SCENARIOS
from orbitviz.model.design.ranges import plain
from orbitviz.model.design.satellite import builtin_satellite, satellite_values, source_of
from orbitviz.subsystems.quantities.registry import ALL

PAGES = Path(__file__).parent / "pages"
_MADE = "<!-- Written by docs/reference.py: change the code, then run it. -->\n"


def design_keys() -> str:
    """Return the page of every key of a design file."""
    schema = design_schema()
    defs = schema["$defs"]
    satellite = defs["SatelliteDesign"]["properties"]
    parts = {key: defs[_ref(entry)] for key, entry in satellite.items() if _ref(entry)}
    own = {key: entry for key, entry in satellite.items() if key not in parts}
    sections = [
        ("The file", schema, "–"),
        ("`[[groups]]`", defs["Group"], "–"),
        ("`links` of a group", defs["Links"], "–"),
        ("`[satellites.NAME]`", {"properties": own}, "of `like`"),
        *((f"`{key}` of a satellite", part, "of `like`") for key, part in parts.items()),
        ("`[[sites]]`", defs["Site"], "–"),
        ("`[[sets]]`", defs["NamedSet"], "–"),
        ("`[economics]`", defs["Economics"], "of `scenario`"),
        ("`[economics.build]`", defs["SatelliteParts"], "of `scenario`"),
        ("`[economics.ground]`", defs["GroundEconomics"], "of `scenario`"),
        ("`[deployment]`", defs["Deployment"], "–"),
        ("`[reliability]`", defs["Reliability"], "–"),
        ("`[life]`", defs["Life"], "–"),
    ]
    out = [
        _MADE,
        "# Keys of a design\n",
        "A key that is not listed here, or a value out of range, is rejected with its line. "
        "Omitted keys of a satellite are taken from the built-in satellite named by `like`. "
        "`orbitviz schema` prints the same as JSON Schema, for editors.\n",
    ]
    for title, table, otherwise in sections:
        out += _table_of_keys(title, table, otherwise)
    return "\n".join(out)


def tour_keys() -> str:
    """Return the page of every key of a tour file."""
    schema = tour_schema()
    defs = schema["$defs"]
    sections = [
        ("The file", schema),
        ("`[[shots]]`", defs["Shot"]),
        ("`time` of a shot", defs["TimeSpan"]),
        ("`[[shots.camera]]`", defs["CameraKey"]),
        ("`[view]`, and `view` of a shot", defs["ShotView"]),
        ("`[[shots.captions]]`", defs["Caption"]),
        ("`[[shots.values]]`", defs["ValueTrack"]),
    ]
    out = [
        _MADE,
        "# Keys of a tour\n",
        "A key that is not listed here, or a value out of range, is rejected with its line. "
        "`orbitviz schema tour` prints the same as JSON Schema, for editors.\n",
    ]
    for title, table in sections:
        out += _table_of_keys(title, table, "–")
    return "\n".join(out)


def quantities() -> str:
    """Return the page of all quantities of one satellite."""
    out = [
        _MADE,
        "# Quantities of a satellite\n",
        "Colours, legends, panels, reports and scripts share one list. The key is the argument of "
        "`--color` and `quantity_of`; the column is the name in tables and reports, in the "
        "unit that ends it; shares are 0 to 1.\n",
        "| key | column | what | unit shown | colour |",
        "|---|---|---|---|---|",
    ]
    out += [
        f"| `{q.key}` | `{q.column}` | {q.title} | {q.unit.name or '–'} "
        f"| {'yes' if q.is_colour else '–'} |"
        for q in ALL
    ]
    return "\n".join([*out, ""])


def check_rules() -> str:
    """Return the page of the rules of `check`."""
    out = [
        _MADE,
        "# Rules of a check\n",
        "`orbitviz check --rules` takes names and categories.\n",
        "| name | category | what is looked for | why | source |",
        "|---|---|---|---|---|",
    ]
    out += [
        f"| `{rule.name}` | {rule.category} | {rule.title} | {rule.reason} | {rule.source} |"
        for rule in RULES
    ]
    return "\n".join([*out, ""])


def predicate_names() -> str:
    """Return the page of what predicates may compare."""
    out = [
        _MADE,
        "# Names in predicates\n",
        "What a [predicate](predicates.md) may compare. A number without a unit is in the unit "
        "shown; a share is 0 to 1 unless `%` is written. The column is the name in JSON and CSV, "
        "in the unit that ends it. What objects of catalogues do not have is unknown for them.\n",
        "| name | what | unit shown | may be written | column | objects |",
        "|---|---|---|---|---|---|",
    ]
    for field in FIELDS.values():
        name = f'{field.name}("SITE")' if field.of_site else field.name
        words = ", ".join(f'`"{word}"`' for word in field.words_of_quantity)
        is_text = field is NAME or field.words
        units = words or ("text in quotes" if is_text else units_of(field.unit))
        column = f"{field.column}(SITE)" if field.of_site else field.column
        out.append(
            f"| `{name}` | {field.title} | {field.unit.name or '–'} "
            f"| {'by itself' if field is SUNLIT else units} | `{column}` "
            f"| {'yes' if field.of_objects else '–'} |"
        )
    return "\n".join([*out, ""])


def satellites() -> str:
    """Return the page of the built-in satellites, each value with its source."""
    out = [
        _MADE,
        "# Built-in satellites\n",
        'Values published by the manufacturers, marked "assumed" where nothing has been published. '
        "A design uses one with `satellite`, or changes some of its values with `like`.\n",
    ]
    for name, builtin in BUILTIN.items():
        design = builtin_satellite(name)
        out += [f"## `{name}`: {builtin.title}\n", "| key | value | source |", "|---|---|---|"]
        out += [
            f"| `{'.'.join(path)}` | {_value(value)} | {source_of(design, path) or 'default'} |"
            for path, value in satellite_values(design)
        ]
        out.append("")
    return "\n".join(out)


def scenarios() -> str:
    """Return the page of the built-in scenarios of cost, each value with its source."""
    out = [
        _MADE,
        "# Scenarios of cost\n",
        "Values of `[economics]` with their sources: one number, or low, middle and high. What a "
        f"scenario does not say is that of `{DEFAULT_SCENARIO}`. USD; a kW is one of the rated "
        "power of the computers.\n",
    ]
    for name, scenario in SCENARIOS.items():
        out += [f"## `{name}`: {scenario.title}\n"]
        out += [f"{scenario.missing}\n"] if scenario.missing else []
        out += ["| key | value | source |", "|---|---|---|"]
        out += [
            f"| `{key}` | {_estimate(value)} | {source} |"
            for key, (value, source) in scenario.by_key.items()
        ]
        out.append("")
    return "\n".join(out)


def _estimate(value: Any) -> str:
    """Return a number, low, middle and high, or prices by year, in words."""
    if not isinstance(value, tuple):
        return plain(float(f"{value:.4g}"))
    if isinstance(value[0], tuple):
        return "; ".join(f"{year:.0f}: {plain(price)}" for year, price in value)
    return " / ".join(plain(float(f"{one:.4g}")) for one in value)


def _table_of_keys(title: str, table: Mapping[str, Any], otherwise: str) -> list[str]:
    """Return the lines on the keys of a table; `otherwise` stands where none has a default."""
    out = [f"## {title}\n", "| key | allowed | default | meaning |", "|---|---|---|---|"]
    for key, entry in table["properties"].items():
        required = key in table.get("required", ())
        default = "required" if required else _default(entry, otherwise)
        out.append(f"| `{key}` | {_allowed(entry)} | {default} | {entry['description']} |")
    return [*out, ""]


def _ref(entry: Mapping[str, Any]) -> str:
    return str(entry.get("$ref", "")).rpartition("/")[2]


def _allowed(entry: Mapping[str, Any]) -> str:
    return " or ".join(dict.fromkeys(_forms(entry)))


def _forms(entry: Mapping[str, Any]) -> Iterator[str]:
    if "$ref" in entry:
        yield "a table"
    elif "anyOf" in entry:
        for form in entry["anyOf"]:
            if form.get("type") != "null":
                yield from _forms(form)
    elif "const" in entry:
        yield f'`"{entry["const"]}"`'
    elif "enum" in entry:
        yield ", ".join(f'`"{word}"`' for word in entry["enum"])
    elif entry.get("type") in ("number", "integer"):
        high = entry.get("maximum", entry.get("exclusiveMaximum"))
        below = "below " if "exclusiveMaximum" in entry else ""
        whole = "whole, " if entry["type"] == "integer" else ""
        unit = f" {entry['unit']}" if "unit" in entry else ""
        if high is None:
            yield f"{whole}number"
            return
        yield f"{whole}{plain(entry['minimum'])} to {below}{plain(high)}{unit}"
    elif "prefixItems" in entry:
        yield f"a list of {len(entry['prefixItems'])} numbers"
    elif entry.get("type") == "array":
        words = "a list of texts" if entry["items"].get("type") == "string" else None
        words = "a list of pairs" if "prefixItems" in entry["items"] else words
        yield "tables" if "$ref" in entry["items"] else words or "a list of such numbers"
    elif entry.get("type") == "object":
        yield "tables by name"
    elif entry.get("type") == "boolean":
        yield "`true` or `false`"
    elif entry.get("format") == "date-time":
        yield "a date and time, 1990 to 2053"
    else:
        yield "a text"


def _default(entry: Mapping[str, Any], otherwise: str) -> str:
    default = entry.get("default")
    return otherwise if default in (None, "", [], {}) else _value(default)


def _value(value: object) -> str:
    if value is None:
        return "computed"
    if isinstance(value, bool):
        return f"`{str(value).lower()}`"
    if isinstance(value, int | float):
        return plain(value)
    return f"`{value}`"


MADE = {
    "guide/design-keys.md": design_keys,
    "guide/check-rules.md": check_rules,
    "guide/predicate-names.md": predicate_names,
    "guide/quantities.md": quantities,
    "guide/tour-keys.md": tour_keys,
    "physics/built-in-satellites.md": satellites,
    "physics/cost-scenarios.md": scenarios,
}


def main() -> None:
    """Write every page."""
    for name, page in MADE.items():
        (PAGES / name).write_text(page(), encoding="utf-8")


if __name__ == "__main__":
    main()
