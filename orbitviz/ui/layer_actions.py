"""One toggle for every layer of the picture."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import fields

from orbitviz.model.view import Layers
from orbitviz.ui.action_set import Action

# field of Layers -> text, sentence, shortcut, icon
_LAYER_TEXTS: dict[str, tuple[str, str, str, str]] = {
    "satellites": ("Satellites", "Draw the satellites.", "", ""),
    "satellite_sets": (
        "Colours of Sets",
        "Draw the satellites of each set in its colour.",
        "",
        "",
    ),
    "orbit_rings": ("Orbit Rings", "Draw the orbits of the selected shells.", "R", "rings"),
    "links": (
        "Links",
        "Draw the links between the satellites: in the plane, across planes, and broken ones; of "
        "the selected satellites with their planes, else of selected shells, else of the first.",
        "Shift+K",
        "",
    ),
    "satellite_orbits": (
        "Orbits of Satellites",
        "Draw the orbit of each satellite that is selected or followed, up to eight.",
        "O",
        "",
    ),
    "trails": (
        "Trails",
        "Draw the last part of the orbit behind each selected or followed satellite.",
        "Shift+O",
        "",
    ),
    "ground_tracks": (
        "Ground Tracks",
        "Draw where each selected or followed satellite passes overhead, one orbit back and ahead.",
        "T",
        "",
    ),
    "footprints": (
        "Footprints",
        "Draw the edge of the ground that sees each selected or followed satellite.",
        "Shift+T",
        "",
    ),
    "coverage": (
        "Coverage",
        "Colour the ground by how many satellites are in view, above the elevation of footprints.",
        "",
        "",
    ),
    "shadow_cone": ("Earth's Shadow", "Draw the cone of the Earth's shadow.", "S", "shadow"),
    "size_reference": (
        "Size Reference",
        "Draw a person, a bus and the space station to scale with the satellite that is near.",
        "",
        "",
    ),
    "earth_maps": (
        "Earth Maps",
        "Draw land, sea, clouds and city lights, or a plain globe.",
        "",
        "",
    ),
    "clouds": ("Clouds", "Draw clouds.", "Shift+C", ""),
    "atmosphere": ("Atmosphere", "Draw the atmosphere.", "", ""),
    "night_lights": ("Night Lights", "Draw city lights at night.", "", ""),
    "coastlines": ("Coastlines", "Draw coastlines.", "C", ""),
    "borders": ("Borders", "Draw country borders.", "B", ""),
    "graticule": ("Grid", "Draw lines of latitude and longitude.", "Shift+G", "grid"),
    "axes": ("Axes", "Draw the axes of the inertial and Earth-fixed frames.", "A", ""),
    "names": (
        "Names",
        "Name cities, seas, lands, launch sites, selected shells, axes and grid lines.",
        "Shift+N",
        "",
    ),
    "sites": (
        "Sites",
        "Mark and name the sites of the design, and the site whose sky is shown.",
        "Shift+S",
        "",
    ),
    "stars": ("Stars", "Draw the stars at their true positions.", "", ""),
    "milky_way": ("Milky Way", "Draw the Milky Way.", "", ""),
    "constellations": ("Constellation Figures", "Draw the constellation figures.", "", ""),
    "sun": ("Sun", "Draw the Sun.", "", ""),
    "moon": ("Moon", "Draw the Moon with its phase.", "", ""),
    "legend": ("Legend", "Show the legend of the colours.", "", ""),
    "scale_bar": (
        "Scale Bar",
        "Show how long so many km are in the middle of the picture: on the ground there, or at "
        "the target of the camera where that is nearer.",
        "",
        "",
    ),
    "status_caption": (
        "Status Caption",
        "Show model, epoch and counts in the picture.",
        "",
        "",
    ),
    "driver_name": (
        "Driver Name",
        "Add the name of the graphics driver to the status caption of the picture.",
        "",
        "",
    ),
}
_LAYER_SECTIONS = (
    (
        "satellites",
        "satellite_sets",
        "orbit_rings",
        "links",
        "satellite_orbits",
        "trails",
        "ground_tracks",
        "footprints",
        "coverage",
        "shadow_cone",
        "size_reference",
    ),
    (
        "earth_maps",
        "clouds",
        "atmosphere",
        "night_lights",
        "coastlines",
        "borders",
        "graticule",
        "names",
        "sites",
    ),
    ("axes", "stars", "milky_way", "constellations", "sun", "moon"),
)
_LAYER_TOOLBAR = ("orbit_rings", "shadow_cone", "graticule")


def layer_action_id(field: str) -> str:
    """Return the id of the action that toggles a field of Layers."""
    return f"layer_{field}"


def layer_actions() -> Iterator[Action]:
    """Yield the toggles in the order of the menu; new layers come last."""
    known = [field.name for field in fields(Layers)]
    order = sorted(known, key=lambda name: [*_LAYER_TEXTS, name].index(name))
    for name in order:
        spare = name.replace("_", " ")
        text, sentence, key, picture = _LAYER_TEXTS.get(
            name, (spare.title(), f"Show or hide: {spare}.", "", "")
        )
        section = next((i for i, part in enumerate(_LAYER_SECTIONS) if name in part), 4)
        yield Action(
            layer_action_id(name),
            text,
            "View/Layers",
            sentence,
            shortcuts=(key,) if key else (),
            icon=picture,
            toolbar=name in _LAYER_TOOLBAR,
            checkable=True,
            section=section,
        )
