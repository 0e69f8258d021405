"""Actions that concern the sky of a place."""

from __future__ import annotations

from orbitviz.model.sky_options import SkyColours, SkyOptions, SkyProjection
from orbitviz.ui.action_set import Action, ActionSet

MENU = "View/Sky of a Site"
PANEL = "panel_sky"

# They choose a site; those of the panel follow.
SITE_ACTIONS = (
    Action("sky_site", "Choose Site…", MENU,
           "Type the place whose sky is shown: a city, an observatory, a site of the design, or "
           "latitude and longitude.", shortcuts=("Shift+Y",)),
    Action("sky_from_here", "Sky from Here", MENU,
           "Show the sky of the place under the pointer of a right click, or else of the middle of "
           "the globe."),
    Action("fly_to_site", "Fly to Site", MENU, "Fly to the place whose sky is shown.",
           shortcuts=("Shift+H",)),
)  # fmt: skip
SKY_ACTIONS = (
    Action(f"sky_{SkyProjection.FISHEYE}", "Sky: Fisheye", MENU,
           "Show the whole sky as a disc, the zenith in its middle.",
           checkable=True, group="sky_projection", section=1),
    Action(f"sky_{SkyProjection.PANORAMA}", "Sky: Panorama", MENU,
           "Show the sky along the whole horizon, azimuth across and elevation up.",
           checkable=True, group="sky_projection", section=1),
    Action(f"sky_{SkyColours.LIGHT}", "Sky: Colours of Sunlight", MENU,
           "Colour satellites in the sky by whether they are in sunlight.",
           checkable=True, group="sky_colours", section=2),
    Action(f"sky_{SkyColours.GLOBE}", "Sky: Colours of the Globe", MENU,
           "Colour satellites in the sky as on the globe.",
           checkable=True, group="sky_colours", section=2),
    Action("sky_elevation", "Least Elevation…", MENU,
           "Type the elevation from which on satellites are counted, and passes listed.",
           section=3),
    Action("sky_tab_now", "Sky Now", MENU, "Show the sky of the site as it is now.", section=4),
    Action("sky_tab_passes", "Passes over the Site", MENU,
           "List when the selected satellites rise over the site and set.", section=4),
    Action("sky_tab_night", "Sky through the Night", MENU,
           "Count the satellites that are seen through one night.", section=4),
    Action("sky_tab_year", "Sky through the Year", MENU,
           "Count the satellites that are seen at dusk through the year.", section=4),
)  # fmt: skip

SKY_PANEL = Action(PANEL, "Sky Panel", "Window",
                   "Show or hide the sky of a place on the ground.",
                   shortcuts=("Y",), checkable=True, section=1)  # fmt: skip


def show_sky_options(actions: ActionSet, sky: SkyOptions) -> None:
    """Check what is on."""
    actions.check(f"sky_{sky.projection}", True)
    actions.check(f"sky_{sky.colours}", True)
