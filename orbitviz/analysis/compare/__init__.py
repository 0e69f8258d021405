"""Two designs side by side: their figures, the differences, and which is better."""
