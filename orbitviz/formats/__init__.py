"""Text in, model out: designs, catalogues, exported tables."""
