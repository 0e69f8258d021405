"""What a file may be at most: sizes, depths and times, for every reader."""

from __future__ import annotations

MAX_CATALOGUE_BYTES = 1_000_000_000
MAX_DESIGN_BYTES = 16_000_000

# Expanded, a compressed text of more than this is a trap: element sets shrink to a fifth.
MAX_EXPANSION = 50
ALWAYS_EXPANDED_BYTES = 4_000_000  # whatever the ratio

MAX_RECORD_CHARACTERS = 1_000_000  # of one record in JSON or XML
MAX_RECORD_DEPTH = 100  # elements within elements
MAX_RECORD_LINES = 20  # of one record in CSV, with line breaks in a name
MAX_KEY_PARTS = 32  # of a dotted key in TOML

NO_WRITER_S = 2.0  # until a pipe is given up that nobody has opened for writing
SILENCE_S = 30.0  # until one is given up whose writer says nothing
PIPE_S = 600.0  # for a whole pipe
