"""The panels of the analysis, in the order of their tabs.

A panel is one file that declares a PanelSpec, and its line in PANELS (with the import): dock,
menu entry, shortcut, command palette and the requests to the worker follow from these.
"""

from __future__ import annotations

from orbitviz.ui.panels.build_up import BUILD_UP_PANEL
from orbitviz.ui.panels.compute import COMPUTING
from orbitviz.ui.panels.coverage import COVERAGE
from orbitviz.ui.panels.density import CROWDING
from orbitviz.ui.panels.heat import HEAT
from orbitviz.ui.panels.panel_spec import PanelSpec
from orbitviz.ui.panels.power import POWER
from orbitviz.ui.panels.scale import SCALE_PANEL
from orbitviz.ui.panels.transients import TRANSIENTS

PANELS: tuple[PanelSpec, ...] = (
    POWER,
    HEAT,
    COMPUTING,
    COVERAGE,
    TRANSIENTS,
    CROWDING,
    BUILD_UP_PANEL,
    SCALE_PANEL,
)
