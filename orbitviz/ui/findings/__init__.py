"""The panel of findings: what is wrong with the design, and what would mend it."""
