"""Reports of a design: what people read, and what programs read."""
