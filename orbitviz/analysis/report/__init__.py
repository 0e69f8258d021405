"""The report of a design: its figures by group and shell, its charts, its assumptions."""
