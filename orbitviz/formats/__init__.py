"""Text in, model out: designs and catalogues; tables out."""
