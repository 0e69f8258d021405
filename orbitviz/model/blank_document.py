"""The empty document behind catalogues that are open without a design."""

from __future__ import annotations

import numpy as np

from orbitviz.model.design.constellation import Design
from orbitviz.model.state import Document
from orbitviz.orbits.constellation import Constellation
from orbitviz.orbits.timescale import Instant


def blank_document(name: str, epoch: Instant) -> Document:
    """Return a document without groups; it cannot be saved, since a design has at least one."""
    design = Design.model_construct(
        format="orbitviz/1", name=name, epoch=epoch.to_datetime(), groups=()
    )
    real, whole = np.zeros(0), np.zeros(0, np.int32)
    return Document(
        design,
        Constellation(
            epoch=epoch,
            group_name=(),
            shell_name=(),
            shell_group=whole,
            sma_km=real,
            ecc=real,
            inc_rad=real,
            argp_rad=real,
            plane_shell=whole,
            plane_raan_rad=real,
            plane_phase_rad=real,
            plane_slots=whole,
            plane_index=whole,
            slot_index=whole,
        ),
    )
