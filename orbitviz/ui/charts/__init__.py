"""How a chart of the analysis is drawn."""
