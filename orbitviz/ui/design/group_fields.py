"""The fields of a group of shells as the design panel shows them; no Qt here.

They are made from the keys of Group: a key that is new there gets a field by itself.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, Literal, get_args, get_origin

from orbitviz.base.constants import EARTH_RADIUS_KM, MIN_ALTITUDE_KM
from orbitviz.base.units import number_text
from orbitviz.model.design.builtin import BUILTIN, DEFAULT_SATELLITE
from orbitviz.model.design.constellation import Design
from orbitviz.model.design.field_words import number_of
from orbitviz.model.design.group_values import (
    NOT_LINKED,
    PER_SHELL,
    Form,
    Node,
    each_of,
    form_of,
    node_of,
)
from orbitviz.model.design.groups import SUN_SYNCHRONOUS, Group
from orbitviz.model.design.links import CLUSTER, PLUS_GRID, Links
from orbitviz.model.design.ranges import Number
from orbitviz.ui.design.fields import (
    Changes,
    DesignField,
    Shown,
    Span,
    change_text,
    plain_title,
)

_SECTIONS = {
    "Group": ("name", "pattern", "satellite", "colour"),
    "Shells": ("shells", *PER_SHELL),
    "Planes": ("planes", "satellites_per_plane", "phasing", "raan_deg", "ltan_h", "phase_deg"),
    "From shell to shell": ("raan_step_deg", "phase_step_deg"),
    "Links": ("links",),
}
_OTHERS = "More"
_BLANKS = {
    "raan_deg": "0", "colour": "from the palette", "range_km": "no limit",
    "terminals": "as needed",
}  # fmt: skip
_LINK_SPANS = {
    "offset": Span(low=-20.0, high=20.0),
    "size": Span(low=2.0, high=20.0),
    "grazing_km": Span(low=0.0, high=200.0, step=5.0),
}
_REACH = 8.0  # counts are slid to so many times the original
_MOST_SLID = 16.0  # at least
_USUAL_KM = (200.0, 2_000.0)  # altitudes that are slid evenly
_STEPS = {
    "altitude_km": 1.0, "inclination_deg": 0.1, "eccentricity": 0.001, "argp_deg": 1.0,
    "raan_deg": 0.5, "phase_deg": 0.5, "ltan_h": 0.05,
}  # fmt: skip
_COMPUTED = "Computed from the altitude, so that the plane keeps its local time."


def group_fields(design: Design, index: int) -> tuple[DesignField, ...]:
    """Return the fields that matter for a group, part by part."""
    group = design.groups[index]
    section_of = {key: title for title, keys in _SECTIONS.items() for key in keys}
    order = [key for keys in _SECTIONS.values() for key in keys]
    keys = [*order, *(key for key in Group.model_fields if key not in section_of)]
    return tuple(
        field
        for key in keys
        for field in _fields_of(key, section_of.get(key, _OTHERS), design, group)
    )


def shown_of(field: DesignField, group: Group, original: Group | None) -> Shown:
    """Return a field as a group has it; `original` is the group in the file, None if it is new."""
    value = value_of(group, field.path)
    before = value if original is None else value_of(original, field.path)
    is_computed = field.path[1:] == ("computed",)
    lines = [field.help]
    if field.number is not None:
        lines.append(f"Allowed: {field.number.allowed}.")
    if before != value:
        lines.append(f"In the file: {field.text(before)}.")
    return Shown(
        value=value,
        original=before,
        span=_span(field, group, field.slid_from(before)) if field.has_slider else None,
        unused=_COMPUTED if is_computed else "",
        tip="" if is_computed else "\n".join(lines),
    )


def changes(original: Group | None, group: Group) -> Changes:
    """Return what differs from a group as it was; nothing for one that is new."""
    if original is None:
        return []
    fields = [_field(key, "", info) for key, info in Group.model_fields.items() if key != "links"]
    pairs = [
        *((one, getattr(original, one.path[0]), getattr(group, one.path[0])) for one in fields),
        *((one, value_of(original, one.path), value_of(group, one.path))
          for one in _link_fields("", group)),
    ]  # fmt: skip
    return [(field, change_text(field, old, new)) for field, old, new in pairs if old != new]


def value_of(group: Group, path: tuple[str, ...]) -> Any:
    """Return the value of a field of a group; None where the group has no such field."""
    key, *part = path
    if key == "node":
        return node_of(group).value
    if key == "slots_per_shell":
        return group.slots_per_shell
    if key == "links":
        return _value_of_links(group.links, part[0])
    value = getattr(group, key)
    match part:
        case ["form"]:
            return form_of(group, key).value
        case ["computed"]:
            return _computed_text(group)
        case ["first"] | ["last"]:
            ends = value if isinstance(value, tuple) else (value, value)
            return ends[0 if part == ["first"] else -1]
    return DEFAULT_SATELLITE if key == "satellite" and value is None else value


def _fields_of(key: str, section: str, design: Design, group: Group) -> Iterator[DesignField]:
    info, value = Group.model_fields[key], getattr(group, key)
    if key == "satellite":
        names = tuple(dict.fromkeys([*design.satellites, *BUILTIN]))
        yield _field(key, section, info, choices=names)
    elif key == "links":
        yield from _link_fields(section, group)
    elif key in PER_SHELL:
        yield from _fields_per_shell(key, section, group)
    elif key in ("raan_deg", "ltan_h"):
        if (key == "ltan_h") is (node_of(group) is Node.LTAN):
            yield from _node_fields(key, section, group)
    elif key in ("raan_step_deg", "phase_step_deg"):
        if group.shells > 1:
            yield _field(key, section, info)
    elif key == "phasing":
        if group.pattern != "planes":
            yield _field(key, section, info)
    else:
        yield _field(key, section, info, is_list=isinstance(value, tuple))
    if key == "satellites_per_plane" and not isinstance(value, tuple):
        yield DesignField(
            path=("slots_per_shell",),
            section=section,
            title="Satellites in a shell",
            help="Planes times satellites per plane (T of Walker's T/P/F): a multiple of the "
            "planes.",
            number=number_of(info),
            slides=False,
        )


def _fields_per_shell(key: str, section: str, group: Group) -> Iterator[DesignField]:
    """Return the fields of a value that may differ from shell to shell."""
    info, form = Group.model_fields[key], form_of(group, key)
    is_inclination = key == "inclination_deg"
    forms = [Form.ONE, Form.RANGE, Form.EACH] if group.shells > 1 else [Form.ONE]
    forms += [Form.COMPUTED] if is_inclination else []
    title = str(info.title)
    if is_inclination or form is not Form.ONE or (group.shells > 1 and key == "altitude_km"):
        yield DesignField(
            path=(key, "form"),
            section=section,
            title=f"{title} given as",
            help=str(info.description),
            choices=tuple(one.value for one in forms),
        )
    if form is Form.RANGE:
        yield _field(key, section, info, part="first", title=f"{title}, first shell")
        yield _field(key, section, info, part="last", title=f"{title}, last shell")
    elif form is Form.COMPUTED:
        yield DesignField(
            path=(key, "computed"), section=section, title=f"{title}, degrees", help=_COMPUTED
        )
    else:
        yield _field(key, section, info, is_list=form is Form.EACH)


def _node_fields(key: str, section: str, group: Group) -> Iterator[DesignField]:
    info = Group.model_fields[key]
    if group.pattern == SUN_SYNCHRONOUS:
        yield DesignField(
            path=("node",),
            section=section,
            title="Nodes given",
            help="Whether the nodes are given by right ascension or by local time.",
            choices=tuple(one.value for one in Node),
        )
    yield _field(key, section, info, is_list=isinstance(getattr(group, key), tuple))


def _link_fields(section: str, group: Group) -> Iterator[DesignField]:
    """Return the fields of the links that their pattern has a use for."""
    links = group.links
    used = {"pattern"} if links is None else {"pattern", "range_km", "grazing_km", "terminals"}
    if links is not None:
        used |= {PLUS_GRID: {"offset"}, CLUSTER: {"size"}}.get(links.pattern, set())
    for key, info in Links.model_fields.items():
        if key not in used:
            continue
        choices = (NOT_LINKED, *get_args(info.annotation)) if key == "pattern" else ()
        yield DesignField(
            path=("links", key),
            section=section,
            title=str(info.title),
            help=str(info.description),
            number=number_of(info),
            choices=choices,
            optional=type(None) in get_args(info.annotation),
            blank=_BLANKS.get(key, "none"),
            slides=key in _LINK_SPANS,
        )


def _value_of_links(links: Links | None, key: str) -> Any:
    """Return a value of links, where there are none that which they would begin with."""
    if links is not None:
        return getattr(links, key)
    return NOT_LINKED if key == "pattern" else Links.model_fields[key].default


def _field(
    key: str,
    section: str,
    info: Any,
    *,
    part: str = "",
    title: str = "",
    choices: tuple[str, ...] = (),
    is_list: bool = False,
) -> DesignField:
    if get_origin(info.annotation) is Literal:
        choices = get_args(info.annotation)
    number = number_of(info)
    if number is not None and part:
        number = Number(number.low, number.high, number.unit, high_open=number.high_open)
    return DesignField(
        path=(key, part) if part else (key,),
        section=section,
        title=title or info.title or plain_title((key,)),
        help=str(info.description),
        number=number,
        choices=choices,
        optional=type(None) in get_args(info.annotation),
        blank=_BLANKS.get(key, "none"),
        slides=not is_list,
        wide=is_list or (number is None and not choices),
    )


def _span(field: DesignField, group: Group, original: float) -> Span:
    number, key = field.number, field.path[0]
    assert number is not None
    if key == "links":
        return _LINK_SPANS[field.path[1]]
    step = _STEPS.get(key)
    if key == "phasing":
        return Span(low=0, high=group.planes - 1)
    if number.whole:
        low = max(original / _REACH, 1.0)
        return Span(low=low, high=max(original * _REACH, _MOST_SLID), by_factor=True)
    if key == "altitude_km":
        low, high = _USUAL_KM
        if low <= original <= high:
            return Span(low=low, high=high, step=step)
        low = max(original / _REACH, number.low)
        return Span(low=low, high=min(original * _REACH, number.high), by_factor=True)
    if key == "eccentricity":
        lowest = (EARTH_RADIUS_KM + MIN_ALTITUDE_KM) / (
            EARTH_RADIUS_KM + min(group.per_shell(group.altitude_km))
        )
        return Span(low=0.0, high=max(1.0 - lowest, 0.0), step=step)
    if key.endswith("_step_deg"):
        # To where the pattern is the same again.
        slots = group.slots_per_shell // group.planes
        return Span(low=0.0, high=360.0 / (group.planes if key == "raan_step_deg" else slots))
    if number.low < 0.0 <= original:
        return Span(low=0.0, high=number.high, step=step)
    return Span(low=number.low, high=number.high, step=step)


def _computed_text(group: Group) -> str:
    """Return the sun-synchronous inclinations of the shells."""
    each = each_of(group, "inclination_deg")
    return " to ".join(dict.fromkeys(number_text(angle, 6) for angle in (min(each), max(each))))
