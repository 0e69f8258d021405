"""Links between the satellites of a design: which there are, how long, which are broken."""
