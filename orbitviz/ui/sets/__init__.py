"""The sets of satellites of the design, listed below the shells."""
