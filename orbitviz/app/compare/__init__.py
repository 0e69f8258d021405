"""The design beside the open one: opened and left, shown, compared in figures."""
