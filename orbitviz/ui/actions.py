"""Everything the window can do, in one table.

Menus, toolbar, shortcuts, the command palette and the help list are all made from ACTIONS.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, fields

from PySide6.QtGui import QAction, QActionGroup, QKeySequence
from PySide6.QtWidgets import QWidget

from orbitviz.model.view import Layers
from orbitviz.subsystems.quantities.registry import COLOURS
from orbitviz.subsystems.quantity import Quantity
from orbitviz.ui.widgets.icons import icon

Handler = Callable[..., object]


@dataclass(frozen=True)
class Action:
    """One thing that the window can do.

    id         name by which a handler is bound
    text       what menus and palette show; "..." where a dialog follows
    menu       path of the menu it stands in, e.g. "View/Layers"
    help       one sentence of what it does
    shortcuts  the first one is shown, all work
    icon       name in orbitviz.ui.widgets.icons; an action with `toolbar` stands in the toolbar too
    checkable  the handler gets the new state (bool)
    group      of a checkable action: only one action of a group is on
    section    actions of one menu with different sections are parted by a line
    """

    id: str
    text: str
    menu: str
    help: str
    shortcuts: tuple[str, ...] = ()
    icon: str = ""
    toolbar: bool = False
    checkable: bool = False
    group: str = ""
    section: int = 0


MENUS = ("File", "Edit", "View", "Time", "Window", "Help")

_FILE = (
    Action("open", "Open…", "File", "Open a design or a satellite catalogue.",
           ("Ctrl+O",), "open", True),
    Action("save", "Save", "File", "Save the design to its file; your comments are kept.",
           ("Ctrl+S",), "save", True, section=1),
    Action("save_as", "Save As…", "File", "Save the design to another file.",
           ("Ctrl+Shift+S",), section=1),
    Action("save_picture", "Save Picture…", "File", "Save what the globe shows as a PNG file.",
           ("F10",), "camera", True, section=1),
    Action("close_catalogue", "Close Catalogue", "File",
           "Close the selected catalogues, or the one opened last.", ("Ctrl+W",), section=2),
    Action("quit", "Quit", "File", "Close the window; unsaved edits are asked about.",
           ("Ctrl+Q",), section=3),
)  # fmt: skip

_EDIT = (
    Action("undo", "Undo", "Edit", "Take back the last edit of the design.",
           ("Ctrl+Z",), "undo", True),
    Action("redo", "Redo", "Edit", "Do again what was undone.",
           ("Ctrl+Shift+Z", "Ctrl+Y"), "redo", True),
    Action("select_all", "Select All Shells", "Edit", "Select every shell and catalogue.",
           ("Ctrl+A",), section=1),
    Action("select_none", "Select Nothing", "Edit", "Clear the selection.",
           ("Ctrl+Shift+A",), section=1),
    Action("select_next", "Select Next Shell", "Edit", "Select the shell after the selected one.",
           ("N",), section=1),
    Action("select_previous", "Select Previous Shell", "Edit",
           "Select the shell before the selected one.", ("P",), section=1),
    Action("toggle_selected", "Show or Hide Selected", "Edit",
           "Hide the selected shells, or show them again.", ("V",), section=2),
    Action("show_only_selected", "Show Only Selected", "Edit",
           "Hide every shell that is not selected.", ("Shift+V",), section=2),
    Action("show_all", "Show All Shells", "Edit", "Show every shell and catalogue.",
           ("Alt+V",), section=2),
    Action("edit_colour", "Change Colour…", "Edit",
           "Choose the colour of the selected group of shells.", ("Ctrl+E",), section=3),
    Action("filter", "Filter Shells", "Edit", "Type to find shells by name.",
           ("Ctrl+F",), "filter", section=3),
)  # fmt: skip

_CAMERA = (
    Action("home", "Home View", "View", "Go back to the first view of the whole Earth.",
           ("H",), "home", True),
    Action("view_pole", "From the North Pole", "View", "Look down on the north pole.",
           ("1",), "pole", True),
    Action("view_equator", "From the Equator", "View", "Look at the Earth along the equator.",
           ("2",), "equator", True),
    Action("view_sun", "From the Sun", "View", "Look at the lit half of the Earth from the Sun.",
           ("3",), "sunview", True),
    Action("fly_to_selection", "Fly to Selection", "View",
           "Fly to where the selected shell can be seen closely.", ("G",), "fly", True),
    Action("zoom_in", "Zoom In", "View", "Go closer.", ("+", "=")),
    Action("zoom_out", "Zoom Out", "View", "Go further away.", ("-",)),
    Action("reference_inertial", "Hold the Stars Still", "View",
           "Inertial view: the stars stand still and the Earth turns.", ("4",),
           "inertial", True, True, "reference", 1),
    Action("reference_earth", "Hold the Earth Still", "View",
           "Earth-fixed view: the continents stand still.", ("5",),
           "earthfixed", True, True, "reference", 1),
    Action("reference_sun", "Hold the Sun Still", "View",
           "Sun-fixed view: the line of day and night stands still.", ("6",),
           "sunfixed", True, True, "reference", 1),
)  # fmt: skip

_COLOUR_KEYS = (
    "shell", "sunlight", "altitude", "array", "charge", "radiator", "chip", "compute", "limit",
)  # fmt: skip
_COLOUR_ICONS = ("shell", "sunlight", "altitude")


def colour_action_id(colour: Quantity) -> str:
    """Return the id of the action that colours satellites by a quantity."""
    return f"colour_{colour.key}"


def _colour_actions() -> Iterator[Action]:
    for colour in COLOURS:
        is_basic = colour.key in _COLOUR_ICONS
        number = _COLOUR_KEYS.index(colour.key) + 1 if colour.key in _COLOUR_KEYS else 0
        yield Action(
            colour_action_id(colour),
            f"Colour by {colour.menu or colour.title}",
            "View/Satellites",
            colour.help,
            (f"Ctrl+{number}",) if number else (),
            colour_action_id(colour) if is_basic else "",
            is_basic,
            True,
            "colour",
            0 if not colour.needs_map else 1 if colour.table is not None else 2,
        )


_PICTURE = (
    *_colour_actions(),
    Action("hold_range", "Hold Colour Range", "View/Satellites",
           "Keep the range of the colours as it is now while designs and time change.", (),
           "", False, True, section=3),
    Action("brighter", "Brighter Satellites", "View/Satellites",
           "Give the satellites more light.", ("]",), section=4),
    Action("dimmer", "Dimmer Satellites", "View/Satellites",
           "Give the satellites less light.", ("[",), section=4),
    Action("larger", "Larger Satellites", "View/Satellites",
           "Draw single satellites larger.", ("}",), section=4),
    Action("smaller", "Smaller Satellites", "View/Satellites",
           "Draw single satellites smaller.", ("{",), section=4),
    Action("normal_points", "Normal Satellites", "View/Satellites",
           "Go back to the usual size and brightness.", ("\\",), section=4),
)  # fmt: skip

_DRAWING = (
    Action("quality_auto", "Quality: Automatic", "View/Drawing",
           "Without a graphics card, draw the Earth coarser while the view moves.",
           (), "", False, True, "quality"),
    Action("quality_full", "Quality: Full", "View/Drawing", "Draw every pixel, always.",
           (), "", False, True, "quality"),
    Action("quality_draft", "Quality: Draft", "View/Drawing",
           "Draw the Earth with half as many pixels each way.",
           (), "", False, True, "quality"),
    Action("satellites_auto", "Satellites: Automatic", "View/Drawing",
           "Draw satellites by the compute shader where the driver has one that works.",
           (), "", False, True, "satellites", 1),
    Action("satellites_compute", "Satellites: Compute Shader", "View/Drawing",
           "Draw satellites by a compute shader, which needs OpenGL 4.3.",
           (), "", False, True, "satellites", 1),
    Action("satellites_points", "Satellites: Points", "View/Drawing",
           "Draw satellites as points, which every driver can.",
           (), "", False, True, "satellites", 1),
)  # fmt: skip

# field of Layers -> text, sentence, shortcut, icon
_LAYER_TEXTS: dict[str, tuple[str, str, str, str]] = {
    "satellites": ("Satellites", "Draw the satellites.", "", ""),
    "orbit_rings": ("Orbit Rings", "Draw the orbits of the selected shells.", "R", "rings"),
    "shadow_cone": ("Earth's Shadow", "Draw the cone of the Earth's shadow.", "S", "shadow"),
    "earth_maps": (
        "Earth Maps",
        "Draw land, sea, clouds and city lights, or a plain globe.",
        "",
        "",
    ),
    "clouds": ("Clouds", "Draw clouds.", "Shift+C", ""),
    "atmosphere": ("Atmosphere", "Draw the thin shell of air.", "", ""),
    "night_lights": ("Night Lights", "Draw the lights of cities at night.", "", ""),
    "coastlines": ("Coastlines", "Draw coastlines.", "C", ""),
    "borders": ("Borders", "Draw borders of countries.", "B", ""),
    "graticule": ("Grid", "Draw lines of latitude and longitude.", "Shift+G", "grid"),
    "axes": ("Axes", "Draw the axes of the inertial frame and of the Earth.", "A", ""),
    "stars": ("Stars", "Draw the stars in their true places.", "", ""),
    "milky_way": ("Milky Way", "Draw the Milky Way.", "", ""),
    "constellations": ("Constellation Figures", "Draw the figures of the sky.", "", ""),
    "sun": ("Sun", "Draw the Sun.", "", ""),
    "legend": ("Legend", "Explain the colours on the picture.", "", ""),
    "honesty_line": ("Honesty Line", "State model, epoch and counts on the picture.", "", ""),
}
_LAYER_SECTIONS = (
    ("satellites", "orbit_rings", "shadow_cone"),
    ("earth_maps", "clouds", "atmosphere", "night_lights", "coastlines", "borders", "graticule"),
    ("axes", "stars", "milky_way", "constellations", "sun"),
)
_LAYER_TOOLBAR = ("orbit_rings", "shadow_cone", "graticule")


def layer_action_id(field: str) -> str:
    """Return the id of the action that toggles a field of Layers."""
    return f"layer_{field}"


def _layer_actions() -> Iterator[Action]:
    known = [field.name for field in fields(Layers)]
    order = sorted(known, key=lambda name: [*_LAYER_TEXTS, name].index(name))
    for name in order:
        spare = name.replace("_", " ")
        text, sentence, key, picture = _LAYER_TEXTS.get(
            name, (spare.title(), f"Show or hide: {spare}.", "", "")
        )
        section = next((i for i, part in enumerate(_LAYER_SECTIONS) if name in part), 3)
        yield Action(
            layer_action_id(name),
            text,
            "View/Layers",
            sentence,
            (key,) if key else (),
            picture,
            name in _LAYER_TOOLBAR,
            True,
            section=section,
        )


_TIME = (
    Action("pause", "Play or Pause", "Time", "Let time run, or hold it.", ("Space",)),
    Action("faster", "Faster", "Time", "Let time run ten times faster.", ("L",)),
    Action("slower", "Slower", "Time", "Let time run ten times slower.", ("K",)),
    Action("reverse", "Reverse", "Time", "Turn the direction of time.", ("J",)),
    Action("real_time", "Now, in Real Time", "Time", "Go to this moment and run at rate 1.",
           ("!",), "now", section=1),
    Action("go_epoch", "Epoch of the Design", "Time", "Go to the instant the design holds for.",
           ("E",), "epoch", section=1),
    Action("step_back", "One Minute Back", "Time", "Step one minute back.", (",",), section=2),
    Action("step_forward", "One Minute Forward", "Time", "Step one minute forward.", (".",),
           section=2),
    Action("edit_time", "Enter Date and Time", "Time", "Type a date and time in UTC.",
           ("Ctrl+T",), section=3),
    Action("edit_rate", "Enter Rate", "Time", "Type how fast time runs.", ("Ctrl+R",), section=3),
)  # fmt: skip

_WINDOW = (
    Action("full_screen", "Full Screen", "Window", "Fill the screen with the window.",
           ("F11",), "fullscreen", True, True),
    Action("globe_only", "Globe Only", "Window", "Hide every panel, or show them again.",
           ("F5",), "panels", True, True),
    Action("panel_shells", "Shells Panel", "Window", "Show or hide the tree of shells.",
           ("F2",), checkable=True, section=1),
    Action("panel_facts", "Facts Panel", "Window", "Show or hide the facts of the selection.",
           ("F3",), checkable=True, section=1),
    Action("panel_power", "Power Panel", "Window", "Show or hide power of the selection.",
           ("F6",), checkable=True, section=1),
    Action("panel_heat", "Heat Panel", "Window", "Show or hide temperatures of the selection.",
           ("F7",), checkable=True, section=1),
    Action("panel_compute", "Compute Panel", "Window", "Show or hide compute of the selection.",
           ("F8",), checkable=True, section=1),
    Action("panel_transients", "Events Panel", "Window",
           "Show or hide what one satellite goes through: launch, load step, fault, season.",
           ("Shift+F8",), checkable=True, section=1),
    Action("panel_design", "Design Panel", "Window",
           "Show or hide the sliders of the selected satellite design.",
           ("F9",), checkable=True, section=1),
    Action("panel_time", "Time Bar", "Window", "Show or hide the time bar.",
           ("F4",), checkable=True, section=1),
    Action("reset_layout", "Reset Layout", "Window", "Put every panel back to its place.",
           section=1),
    Action("theme_system", "Theme: as the Desktop", "Window", "Be dark or light as the desktop.",
           (), "", False, True, "theme", 2),
    Action("theme_dark", "Theme: Dark", "Window", "Dark panels around the picture.",
           (), "", False, True, "theme", 2),
    Action("theme_light", "Theme: Light", "Window", "Light panels around the picture.",
           (), "", False, True, "theme", 2),
)  # fmt: skip

_HELP = (
    Action("palette", "Command Palette…", "Help", "Find and do anything by typing its name.",
           ("Ctrl+K",), "search", True),
    Action("help", "Keys and Commands", "Help", "List every command with its key.",
           ("F1", "?"), "help", True),
    Action("open_log", "Show Log File", "Help", "Open the folder with the log file.", section=1),
    Action("about", "About orbitviz", "Help", "Version, licence and what the numbers assume.",
           section=1),
)  # fmt: skip

ACTIONS: tuple[Action, ...] = (
    *_FILE, *_EDIT, *_CAMERA, *_PICTURE, *_layer_actions(), *_DRAWING, *_TIME, *_WINDOW, *_HELP,
)  # fmt: skip


class ActionSet:
    """The QActions of one window, made from the table; handlers are bound by id."""

    def __init__(self, parent: QWidget, table: tuple[Action, ...] = ACTIONS) -> None:
        self._specs = {spec.id: spec for spec in table}
        self._groups: dict[str, QActionGroup] = {}
        self._actions = {spec.id: self._made(spec, parent) for spec in table}
        parent.addActions(list(self._actions.values()))
        self.refresh_icons()

    def __getitem__(self, action_id: str) -> QAction:
        return self._actions[action_id]

    def __iter__(self) -> Iterator[tuple[Action, QAction]]:
        return ((spec, self._actions[spec.id]) for spec in self._specs.values())

    def bind(self, handlers: Mapping[str, Handler]) -> None:
        """Connect handlers; a checkable action hands over its new state.

        Raises KeyError for an id that is not in the table.
        """
        for action_id, handler in handlers.items():
            action = self._actions[action_id]
            if self._specs[action_id].checkable:
                action.triggered.connect(lambda on, do=handler: do(on))
            else:
                action.triggered.connect(lambda _checked=False, do=handler: do())

    def check(self, action_id: str, on: bool) -> None:
        """Show a checkable action as on or off without doing it."""
        self._actions[action_id].setChecked(on)

    def refresh_icons(self) -> None:
        """Draw the icons anew in the colours of the theme."""
        for spec, action in self:
            if spec.icon:
                action.setIcon(icon(spec.icon))

    def _made(self, spec: Action, parent: QWidget) -> QAction:
        action = QAction(spec.text, parent)
        action.setObjectName(spec.id)
        action.setCheckable(spec.checkable)
        action.setShortcuts([QKeySequence(key) for key in spec.shortcuts])
        keys = f" ({shortcut_text(spec)})" if spec.shortcuts else ""
        action.setToolTip(f"{spec.text.rstrip('…')}{keys}\n{spec.help}")
        action.setStatusTip("")
        action.setIconVisibleInMenu(False)
        if spec.group:
            if spec.group not in self._groups:
                self._groups[spec.group] = QActionGroup(parent)
            self._groups[spec.group].addAction(action)
        return action


def shortcut_text(spec: Action) -> str:
    """Return the first shortcut as the desktop writes it, or an empty text."""
    if not spec.shortcuts:
        return ""
    return QKeySequence(spec.shortcuts[0]).toString(QKeySequence.SequenceFormat.NativeText)
