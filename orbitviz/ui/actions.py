"""All actions of the window, in one table.

Menus, toolbar, shortcuts, the command palette and the help list are all made from ACTIONS.
"""

from __future__ import annotations

from orbitviz.ui.action_set import Action
from orbitviz.ui.colour_actions import colour_actions
from orbitviz.ui.compare.compare_actions import COMPARE_ACTIONS, COMPARE_PANEL
from orbitviz.ui.cost.cost_actions import COST_PANEL
from orbitviz.ui.design.design_actions import GROUPS, NEW_DESIGNS
from orbitviz.ui.findings.findings_actions import CHECK_ACTIONS, FINDINGS_PANEL
from orbitviz.ui.follow_actions import follow_actions
from orbitviz.ui.layer_actions import layer_actions
from orbitviz.ui.panels.registry import PANELS
from orbitviz.ui.route.route_actions import ROUTE_ACTIONS, ROUTE_PANEL
from orbitviz.ui.sky.sky_actions import SITE_ACTIONS, SKY_ACTIONS, SKY_PANEL
from orbitviz.ui.stage.stage_actions import STAGE_ACTIONS
from orbitviz.ui.tour_editor.tour_actions import TOUR_ACTIONS, TOUR_PANEL
from orbitviz.ui.world_map.map_actions import MAP_ACTIONS, MAP_PANEL, SAVE_MAP
from orbitviz.ui.years.years_actions import YEARS_ACTIONS

MENUS = ("File", "Edit", "View", "Time", "Tour", "Window", "Help")

_FILE = (
    *NEW_DESIGNS,
    Action("open", "Open…", "File", "Open a design or a satellite catalogue.",
           shortcuts=("Ctrl+O",), icon="open", toolbar=True),
    Action("save", "Save", "File", "Save the design to its file, keeping your comments.",
           shortcuts=("Ctrl+S",), icon="save", toolbar=True, section=1),
    Action("save_as", "Save As…", "File", "Save the design to another file.",
           shortcuts=("Ctrl+Shift+S",), section=1),
    Action("edit_file", "Edit Design File", "File",
           "Open the file of the design in the editor of the desktop; every value can be changed "
           "there too.", section=1),
    Action("reload", "Reload Design", "File",
           "Read the file of the design again; time, view and selection stay.",
           shortcuts=("Ctrl+F5",), section=1),
    Action("save_picture", "Save Picture…", "File",
           "Save the globe or the whole window as a PNG file.",
           shortcuts=("F10",), icon="camera", toolbar=True, section=1),
    SAVE_MAP,
    Action("export_film", "Export Film…", "File",
           "Make a film of a tour while the window is used: MP4, WebM, a loop, or PNG frames.",
           section=1),
    Action("fit_catalogue", "Fit a Design to the Catalogue…", "File",
           "Find the shells, planes and slots of the selected objects, else of the selected or "
           "most recently opened catalogue, and open them as a design.", section=2),
    Action("close_catalogue", "Close Catalogue", "File",
           "Close the selected catalogues, or the most recently opened one.",
           shortcuts=("Ctrl+W",), section=2),
    Action("quit", "Quit", "File", "Close the window; asks first if there are unsaved edits.",
           shortcuts=("Ctrl+Q",), section=3),
)  # fmt: skip

_EDIT = (
    Action("undo", "Undo", "Edit", "Undo the last edit to the design.",
           shortcuts=("Ctrl+Z",), icon="undo", toolbar=True),
    Action("redo", "Redo", "Edit", "Redo the last undone edit.",
           shortcuts=("Ctrl+Shift+Z", "Ctrl+Y"), icon="redo", toolbar=True),
    Action("select_all", "Select All Shells", "Edit", "Select every shell and catalogue.",
           shortcuts=("Ctrl+A",), section=1),
    Action("select_none", "Select Nothing", "Edit", "Clear the selection.",
           shortcuts=("Ctrl+Shift+A",), section=1),
    Action("select_next", "Select Next Shell", "Edit", "Select the shell after the selected one.",
           shortcuts=("N",), section=1),
    Action("select_previous", "Select Previous Shell", "Edit",
           "Select the shell before the selected one.", shortcuts=("P",), section=1),
    Action("select_plane", "Select Others of This Plane", "Edit",
           "Select all satellites of the planes of the selected satellites.",
           shortcuts=("Ctrl+P",), section=1),
    Action("select_shell", "Select Others of This Shell", "Edit",
           "Select the whole shells of the selected satellites.",
           shortcuts=("Ctrl+Shift+P",), section=1),
    Action("select_box", "Select by Box", "Edit",
           "Select the visible satellites within a box drawn on the globe; Ctrl adds them, Alt "
           "takes them away.", shortcuts=("Shift+B",), section=1),
    Action("select_lasso", "Select by Lasso", "Edit",
           "Select the visible satellites within a line drawn on the globe; Ctrl adds them, Alt "
           "takes them away.", shortcuts=("Shift+L",), section=1),
    Action("invert_selection", "Invert Selection", "Edit",
           "Select what is shown and not selected: satellites where satellites are, else shells.",
           shortcuts=("Ctrl+I",), section=1),
    Action("save_set", "Save Selection as Set…", "Edit",
           "Name what is selected, and colour it; the set is kept in the design.",
           shortcuts=("Ctrl+G",), section=1),
    Action("toggle_selected", "Show or Hide Selected", "Edit",
           "Hide the selected shells or satellites, or show them again.",
           shortcuts=("V",), section=2),
    Action("show_only_selected", "Show Only Selected", "Edit",
           "Hide every shell and satellite that is not selected.",
           shortcuts=("Shift+V",), section=2),
    Action("show_all", "Show All", "Edit", "Show every shell, satellite and catalogue.",
           shortcuts=("Alt+V",), section=2),
    Action("edit_colour", "Change Colour…", "Edit",
           "Choose the colour of the selected group of shells.", shortcuts=("Ctrl+E",), section=3),
    Action("find", "Find…", "Edit",
           "Find satellites, shells and objects by name or number, or all satellites of which a "
           "condition such as altitude > 900 is true.",
           shortcuts=("Ctrl+F",), section=3),
    Action("filter", "Filter Shells", "Edit", "Type to show only the shells of this name.",
           shortcuts=("Ctrl+Shift+F",), icon="filter", section=3),
    Action("copy_name", "Copy Name", "Edit", "Copy the name of the selection.", section=4),
    Action("copy_facts", "Copy Facts", "Edit",
           "Copy what the facts panel says about the selection as text.",
           shortcuts=("Ctrl+Shift+C",), section=4),
    *GROUPS,
)  # fmt: skip

_CAMERA = (
    Action("home", "Home View", "View",
           "Return to the first view: all satellites, over a coast at dawn or dusk.",
           shortcuts=("H",), icon="home", toolbar=True),
    Action("view_pole", "From the North Pole", "View", "Look down on the north pole.",
           shortcuts=("1",), icon="pole", toolbar=True),
    Action("view_equator", "From the Equator", "View", "Look at the Earth along the equator.",
           shortcuts=("2",), icon="equator", toolbar=True),
    Action("view_sun", "From the Sun", "View", "Look at the sunlit side of the Earth from the Sun.",
           shortcuts=("3",), icon="sunview", toolbar=True),
    Action("view_night", "Night Side", "View", "Look at the night side of the Earth."),
    Action("view_terminator", "Along the Terminator", "View",
           "Look at the line between day and night, the Sun at the side."),
    Action("view_south_pole", "From the South Pole", "View", "Look down on the south pole."),
    Action("fly_to_selection", "Fly to Selection", "View",
           "Fly to a close view of the selected shell.",
           shortcuts=("G",), icon="fly", toolbar=True),
    Action("zoom_in", "Zoom In", "View", "Move closer.", shortcuts=("+", "=")),
    Action("zoom_out", "Zoom Out", "View", "Move farther away.", shortcuts=("-",)),
    Action("reference_inertial", "Inertial View", "View",
           "Keep the stars fixed, while the Earth rotates.", shortcuts=("4",),
           icon="inertial", toolbar=True, checkable=True, group="reference", section=1),
    Action("reference_earth", "Earth-Fixed View", "View",
           "Keep the continents fixed.", shortcuts=("5",),
           icon="earthfixed", toolbar=True, checkable=True, group="reference", section=1),
    Action("reference_sun", "Sun-Fixed View", "View",
           "Keep the Sun and the terminator fixed.", shortcuts=("6",),
           icon="sunfixed", toolbar=True, checkable=True, group="reference", section=1),
)  # fmt: skip

_RULER = (
    Action("ruler", "Measure Distance", "View",
           "Measure distance, angle and line of sight between two things that are clicked, or "
           "between the two selected satellites; a second time, to the Earth's centre.",
           shortcuts=("Ctrl+M",), section=2),
    Action("ruler_named", "Measure Between…", "View",
           "Measure between satellites, places or the Earth's centre that are typed.",
           shortcuts=("Ctrl+Shift+M",), section=2),
    Action("clear_ruler", "Clear Ruler", "View", "Remove the ruler from the picture.",
           shortcuts=("Alt+M",), section=2),
)  # fmt: skip

_PICTURE = (
    *colour_actions(),
    Action("hold_range", "Hold Colour Range", "View/Satellites",
           "Keep the current colour range while designs and time change.",
           checkable=True, section=3),
    Action("rerange", "Re-range", "View/Satellites",
           "Fit the ranges of colours and charts, kept while you edit, to the design as it is now.",
           shortcuts=("Ctrl+Shift+R",), section=3),
    Action("brighter", "Exposure: Brighter", "View/Satellites",
           "Expose the satellites half a stop longer.", shortcuts=("]",), section=4),
    Action("dimmer", "Exposure: Dimmer", "View/Satellites",
           "Expose the satellites half a stop less.", shortcuts=("[",), section=4),
    Action("larger", "Larger Satellites", "View/Satellites",
           "Draw individual satellites larger.", shortcuts=("}",), section=4),
    Action("smaller", "Smaller Satellites", "View/Satellites",
           "Draw individual satellites smaller.", shortcuts=("{",), section=4),
    Action("next_look", "Next Look", "View/Satellites",
           "Change what the brightness of the satellites says: density, plain dots, magnitude.",
           shortcuts=("D",), section=5),
    Action("look_density", "Look: Density", "View/Satellites",
           "Add up the light of satellites: brightness says how densely they fly.",
           checkable=True, group="look", section=5),
    Action("look_dots", "Look: Plain Dots", "View/Satellites",
           "Draw all satellites alike, however many there are.",
           checkable=True, group="look", section=5),
    Action("look_magnitude", "Look: By Magnitude", "View/Satellites",
           "Draw satellites as bright as they look from the camera, those in sunlight alone.",
           checkable=True, group="look", section=5),
    Action("normal_points", "Normal Satellites", "View/Satellites",
           "Restore the default size and exposure.", shortcuts=("\\",), section=4),
)  # fmt: skip

_DRAWING = (
    Action("quality_auto", "Quality: Automatic", "View/Drawing",
           "Without a graphics card, draw sky and Earth coarser while the view moves.",
           checkable=True, group="quality"),
    Action("quality_full", "Quality: Full", "View/Drawing", "Always draw at full resolution.",
           checkable=True, group="quality"),
    Action("quality_draft", "Quality: Draft", "View/Drawing",
           "Draw sky and Earth at half resolution in each direction.",
           checkable=True, group="quality"),
    Action("satellites_auto", "Satellites: Automatic", "View/Drawing",
           "Draw satellites with the compute shader if the driver supports it.",
           checkable=True, group="satellites", section=1),
    Action("satellites_compute", "Satellites: Compute Shader", "View/Drawing",
           "Draw satellites with a compute shader (requires OpenGL 4.3).",
           checkable=True, group="satellites", section=1),
    Action("satellites_points", "Satellites: Points", "View/Drawing",
           "Draw satellites as points, which works with every driver.",
           checkable=True, group="satellites", section=1),
)  # fmt: skip

_TIME = (
    Action("pause", "Play or Pause", "Time", "Start or pause time.", shortcuts=("Space",)),
    Action("faster", "Faster", "Time", "Make time run ten times faster.", shortcuts=("L",)),
    Action("slower", "Slower", "Time", "Make time run ten times slower.", shortcuts=("K",)),
    Action("reverse", "Reverse", "Time", "Reverse the direction of time.", shortcuts=("J",)),
    Action("real_time", "Now, in Real Time", "Time", "Go to the current time and run in real time.",
           shortcuts=("!",), icon="now", section=1),
    Action("go_epoch", "Epoch of the Design", "Time", "Go to the epoch of the design.",
           shortcuts=("E",), icon="epoch", section=1),
    Action("go_catalogue_epoch", "Epoch of the Catalogue", "Time",
           "Go to the median epoch of the selected catalogue, or of the most recently opened one.",
           shortcuts=("Shift+E",), section=1),
    Action("step_back", "One Minute Back", "Time", "Step one minute back.",
           shortcuts=(",",), section=2),
    Action("step_forward", "One Minute Forward", "Time", "Step one minute forward.",
           shortcuts=(".",),
           section=2),
    Action("edit_time", "Enter Date and Time", "Time", "Type a date and time in UTC.",
           shortcuts=("Ctrl+T",), section=3),
    Action("edit_rate", "Enter Rate", "Time", "Type the rate at which time runs.",
           shortcuts=("Ctrl+R",), section=3),
)  # fmt: skip

_WINDOW = (
    *STAGE_ACTIONS,
    Action("full_screen", "Full Screen", "Window", "Show the window in full screen; Esc leaves it.",
           shortcuts=("F11",), icon="fullscreen", toolbar=True, checkable=True),
    Action("globe_only", "Globe Only", "Window", "Hide every panel, or show them again, with Esc "
           "too.",
           shortcuts=("Shift+F5",), icon="panels", toolbar=True, checkable=True),
    Action("panel_shells", "Shells Panel", "Window", "Show or hide the tree of shells.",
           shortcuts=("F2",), checkable=True, section=1),
    Action("panel_facts", "Facts Panel", "Window", "Show or hide the facts of the selection.",
           shortcuts=("F3",), checkable=True, section=1),
    *(
        Action(f"panel_{panel.id}", f"{panel.title} Panel", "Window", panel.help,
               shortcuts=(panel.shortcut,) if panel.shortcut else (), checkable=True, section=1)
        for panel in PANELS
    ),
    Action("panel_design", "Design Panel", "Window",
           "Show or hide the sliders of the selected satellite design.",
           shortcuts=("F9",), checkable=True, section=1),
    MAP_PANEL,
    SKY_PANEL,
    COMPARE_PANEL,
    FINDINGS_PANEL,
    ROUTE_PANEL,
    COST_PANEL,
    TOUR_PANEL,
    Action("panel_time", "Time Bar", "Window", "Show or hide the time bar.",
           shortcuts=("F4",), checkable=True, section=1),
    Action("reset_layout", "Reset Layout", "Window", "Put every panel back to its first place "
           "and width.",
           section=1),
    Action("theme_system", "Theme: Follow Desktop", "Window", "Use the theme of the desktop.",
           checkable=True, group="theme", section=2),
    Action("theme_dark", "Theme: Dark", "Window", "Use dark panels around the picture.",
           checkable=True, group="theme", section=2),
    Action("theme_light", "Theme: Light", "Window", "Use light panels around the picture.",
           checkable=True, group="theme", section=2),
)  # fmt: skip

_HELP = (
    Action("palette", "Command Palette…", "Help", "Find and run any command by typing its name.",
           shortcuts=("Ctrl+K",), icon="search", toolbar=True),
    Action("help", "Keys and Commands", "Help", "List all commands and their keys.",
           shortcuts=("F1", "?"), icon="help", toolbar=True),
    Action("open_log", "Show Log File", "Help", "Open the folder with the log file.", section=1),
    Action("about", "About orbitviz", "Help", "Version, licence and the assumptions behind the "
           "numbers.",
           section=1),
)  # fmt: skip

ACTIONS: tuple[Action, ...] = (
    *_FILE, *_EDIT, *_CAMERA, *follow_actions(), *_RULER, *_PICTURE, *layer_actions(), *MAP_ACTIONS,
    *SITE_ACTIONS, *SKY_ACTIONS, *COMPARE_ACTIONS, *CHECK_ACTIONS, *ROUTE_ACTIONS,
    *_DRAWING, *_TIME, *YEARS_ACTIONS, *TOUR_ACTIONS, *_WINDOW, *_HELP,
)  # fmt: skip
