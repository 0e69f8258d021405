"""The scenes of `tool_shots.py`: for each a design, and what keys and pointer do in it.

A step is keys as xdotool names them ("ctrl+f", several in a row), a text to type ("'alt"), or one
of: "wait S", "command TEXT" (through the palette), "catalogue FILE", "tab-to NAME", "move X Y",
"click X Y", "menu X Y", "drag X Y X Y..." and "release", in parts of the globe from its left upper
corner.
"""

from __future__ import annotations

from dataclasses import dataclass

MILLION, GEN1, SUNCATCHER = "spacex-odc", "starlink-gen1", "suncatcher-81"
STARLINK = "/work/shared/data/starlink_2026-05-30.tle"
BOX = "drag 0.3 0.4 0.5 0.5 0.6 0.65"
TRIANGLE = "drag 0.3 0.4 0.4 0.38 0.5 0.36 0.6 0.5 0.55 0.6 0.45 0.65 0.35 0.6"
ALL_KEYS = ("o", "shift+o", "t", "shift+t")


@dataclass(frozen=True)
class Scene:
    """One picture."""

    name: str
    design: str
    steps: tuple[str, ...]


def _find(text: str, *then: str) -> tuple[str, ...]:
    return ("ctrl+f", f"'{text}", "wait 1.2", *then)


ONE = _find("plane 7 slot 12 of ODC 686", "Return", "wait 0.5")
ONE_GEN1 = _find("plane 7 slot 12", "Return", "wait 0.5")
PLANE = (*ONE, "ctrl+p")


def _sky(site: str) -> tuple[str, ...]:
    return ("shift+y", f"'{site}", "Return", "wait 3")


WITH_GEN2 = ("command Compare With Starlink Gen2", "wait 8")
WITH_SUNRISE = ("command Compare With Blue Origin", "wait 6")


def _route(one: str, other: str) -> tuple[str, ...]:
    return ("shift+r", f"'{one}", "Return", "wait 0.5", f"'{other}", "Return", "wait 4")


SCENES = (
    # Picking and selecting.
    Scene("pick", MILLION, ("click 0.5 0.55", "F3")),
    Scene("pointer-name", MILLION, ("move 0.5 0.6", "wait 1.5")),
    Scene("pick-menu", MILLION, ("menu 0.5 0.55",)),
    Scene("box-hint", MILLION, ("shift+b",)),
    Scene("box-drawn", MILLION, ("shift+b", BOX, "wait 0.3")),
    Scene("box-done", MILLION, ("shift+b", BOX, "release", "wait 1", "F3")),
    Scene("lasso-drawn", MILLION, ("shift+l", TRIANGLE, "wait 0.3")),
    Scene("lasso-done", MILLION, ("shift+l", TRIANGLE, "release", "wait 1", "F6")),
    Scene("plane", MILLION, (*PLANE, "F3")),
    Scene("shell-inverted", MILLION, (*ONE, "ctrl+shift+p", "ctrl+i")),
    Scene("only-plane", MILLION, (*PLANE, "shift+v", "Escape")),
    Scene("hidden-plane", GEN1, (*ONE_GEN1, "ctrl+p", "v")),
    Scene("set-dialog", MILLION, (*PLANE, "ctrl+g")),
    Scene("sets", MILLION, (
        *PLANE, "ctrl+g", "'Plane seven", "Return", "wait 0.5",
        *_find("altitude > 1900", "ctrl+g"), "wait 0.5", "'High ones", "Return", "wait 1",
    )),
    # Find.
    Scene("find-empty", MILLION, ("ctrl+f", "wait 1")),
    Scene("find-name", MILLION, _find("plane 7 slot 12 of ODC 686")),
    Scene("find-no-hit", MILLION, _find("zzz no such thing")),
    Scene("find-completion", MILLION, _find("alti")),
    Scene("find-predicate", MILLION, _find('altitude > 900 and radiator > 340 and group ~ "*SSO"')),
    Scene("find-error", MILLION, _find("altitute > 900 and sunlit")),
    Scene("find-unit", MILLION, _find("altitude > 900 W")),
    Scene("find-city", MILLION, _find("Berlin")),
    Scene("find-done", MILLION, _find('elevation("Berlin") > 25', "Return", "wait 1")),
    # Panels of a selection.
    Scene("power-of-plane", MILLION, (*PLANE, "wait 2")),
    Scene("heat-of-plane", MILLION, (*PLANE, "F7", "wait 2")),
    Scene("compute-of-one", MILLION, (*ONE, "F8", "wait 2")),
    # Findings.
    Scene("findings", MILLION, ("i", "wait 9")),
    Scene("finding-chosen", MILLION, ("i", "wait 9", "tab-to Findings", "Return", "wait 3")),
    Scene("finding-pair", MILLION, (
        "i", "wait 9", "tab-to Findings", "Home", "Down", "Down", "Return", "wait 4",
    )),
    Scene("finding-fixed", GEN1, (
        "i", "wait 6", "tab-to Findings", "Home", "Return", "wait 1", "shift+i", "wait 4",
    )),
    Scene("coverage-panel", GEN1, ("command above 25", "shift+F7", "wait 6")),
    Scene("coverage-globe", GEN1, ("command above 25", "command Coverage layer", "wait 4")),
    Scene("coverage-map", GEN1, ("command Coverage layer", "m", "wait 5")),
    Scene("coverage-million", MILLION, (
        "command above 25", "command Coverage layer", "shift+F7", "wait 15",
    )),
    # One satellite.
    Scene("one", MILLION, (*ONE, "F3", "wait 2")),
    Scene("one-curves", MILLION, (
        *ONE, "F3", "wait 2", "tab-to Facts of the selection", "End", "wait 1",
    )),
    Scene("follow-local", MILLION, (*ONE, "7", "wait 3")),
    Scene("follow-inertial", GEN1, (*ONE_GEN1, "8", "wait 3")),
    Scene("face-earth", MILLION, (*ONE, "9", "wait 3")),
    Scene("face-sun", SUNCATCHER, (*_find("#1"), "Return", "0", "wait 3")),
    Scene("face-neighbour", SUNCATCHER, (*_find("#1"), "Return", "alt+n", "wait 3")),
    Scene("stepped", GEN1, (
        *ONE_GEN1, "7", "wait 3", "alt+Right", "wait 2", "alt+Right", "wait 2",
    )),
    Scene("went-back", MILLION, (*ONE, "7", "wait 3", "BackSpace", "wait 3")),
    Scene("paths-of-one", GEN1, (*ONE_GEN1, *ALL_KEYS, "wait 1")),
    Scene("paths-of-plane", GEN1, (*ONE_GEN1, "ctrl+p", *ALL_KEYS, "wait 1")),
    # Map.
    Scene("map", MILLION, ("m", "wait 3")),
    Scene("map-tracks", GEN1, (*ONE_GEN1, "t", "shift+t", "m", "wait 3")),
    Scene("map-centre", MILLION, (*ONE, "t", "shift+m", "wait 3")),
    Scene("map-poles", MILLION, ("shift+m", "command Map: Both Poles", "wait 3")),
    Scene("map-save", MILLION, ("shift+m", "wait 1", "shift+F10", "wait 1")),
    # Sky.
    Scene("sky-empty", MILLION, ("y", "wait 1")),
    Scene("sky-typing", MILLION, ("shift+y", "'ber", "wait 1")),
    Scene("sky-wrong", MILLION, ("shift+y", "'nowhere at all", "Return", "wait 1")),
    Scene("sky-fisheye", MILLION, _sky("Berlin")),
    Scene("sky-panorama", MILLION, (*_sky("Berlin"), "command Sky: Panorama", "wait 2")),
    Scene("sky-night", MILLION, (*_sky("Berlin"), "command Sky through the Night", "wait 5")),
    Scene("sky-polar", MILLION, (*_sky("85, 10"), "command Sky through the Night", "wait 5")),
    Scene("sky-year", MILLION, (*_sky("Berlin"), "command Sky through the Year", "wait 9")),
    Scene("sky-passes-none", MILLION, (*_sky("Berlin"), "command Passes over the Site", "wait 3")),
    Scene("sky-passes", GEN1, (
        *_sky("Berlin"), *ONE_GEN1, "command Passes over the Site", "wait 6",
    )),
    # Drawing up a design.
    Scene("groups", MILLION, ("shift+F9", "wait 1")),
    Scene("groups-new", GEN1, ("ctrl+n", "wait 3")),
    Scene("groups-copied", GEN1, ("shift+F9", "wait 1", "command Copy Group", "wait 1")),
    Scene("groups-values", MILLION, (
        "shift+F9", "wait 1", "tab-to Groups of the design", "Next", "wait 1",
    )),
    # On every picture.
    Scene("sites", GEN1, (*_sky("Berlin"), "shift+h", "wait 3")),
    Scene("near", MILLION, (*ONE, "g", "wait 3")),
    Scene("labels", GEN1, (*_find("plane 7 slot 12"), "Return", "ctrl+p", "1", "wait 3")),
    Scene("ruler-hint", MILLION, ("ctrl+m", "wait 0.5")),
    Scene("ruler", GEN1, (
        "ctrl+m", "click 0.42 0.45", "wait 0.3", "click 0.58 0.6", "wait 1",
    )),
    Scene("ruler-dialog", MILLION, ("ctrl+shift+m", "wait 0.5")),
    Scene("ruler-wrong", MILLION, (
        "ctrl+shift+m", "wait 0.5", "'Berlin", "Tab", "'nobody", "Return", "wait 0.5",
    )),
    Scene("ruler-cities", MILLION, (
        "ctrl+shift+m", "wait 0.5", "'Berlin", "Tab", "'Cape Town", "Return", "wait 1",
    )),
    Scene("picture-dialog", MILLION, ("F10", "wait 0.5")),
    Scene("palette-measure", MILLION, ("ctrl+k", "'measure", "wait 0.5")),
    Scene("palette-sky", MILLION, ("ctrl+k", "'sky", "wait 0.5")),
    Scene("help", MILLION, ("F1", "wait 0.5")),
    # Two designs.
    Scene("compare-split", MILLION, (*WITH_GEN2, "shift+w", "wait 30")),
    Scene("compare-wipe", MILLION, (*WITH_SUNRISE, "command Wipe", "wait 4")),
    Scene("compare-wiped-one", MILLION, (*ONE, *WITH_SUNRISE, "command Wipe", "less", "wait 2")),
    Scene("compare-compute", MILLION, (
        *WITH_SUNRISE, "command Delivered Compute", "shift+w", "wait 30",
    )),
    Scene("compare-figures", GEN1, ("command Compare With Kuiper", "wait 4", "shift+w", "wait 40")),
    Scene("compare-none", GEN1, ("shift+w", "wait 1")),
    # How crowded space is.
    Scene("density", MILLION, ("shift+F6", "wait 3")),
    Scene("density-colour", MILLION, ("command Colour by Density", "wait 1")),
    # Links and routes.
    Scene("links-gen1", GEN1, ("shift+k", "wait 1")),
    Scene("links-million", MILLION, ("shift+k", "wait 1")),
    Scene("links-one", MILLION, (*ONE, "shift+k", "7", "wait 3")),
    Scene("links-plane", GEN1, (*ONE_GEN1, "ctrl+p", "shift+k", "wait 1")),
    Scene("route-empty", GEN1, ("shift+r",)),
    Scene("route", GEN1, _route("London", "New York")),
    Scene("route-map", GEN1, (*_route("London", "New York"), "m", "wait 3")),
    Scene("route-none", MILLION, _route("London", "New York")),
    Scene("route-million", MILLION, (*_route("Quito", "Nairobi"), "wait 6")),
    Scene("route-typed", GEN1, ("ctrl+k", "'route london new york", "wait 1")),
    Scene("route-same", GEN1, _route("London", "London")),
    # Beside a catalogue.
    Scene("catalogue-density", MILLION, (f"catalogue {STARLINK}", "wait 3", "shift+F6", "wait 4")),
    Scene("catalogue-fit", GEN1, (
        f"catalogue {STARLINK}", "wait 3", "command Fit a Design to the Catalogue", "wait 5", "F3",
    )),
    Scene("catalogue-find", GEN1, (
        f"catalogue {STARLINK}", "wait 3", *_find("STARLINK-10"),
    )),
    Scene("catalogue-one", GEN1, (
        f"catalogue {STARLINK}", "wait 3", *_find("STARLINK-1008"),
        "Return", "F3", "wait 2",
    )),
)  # fmt: skip
