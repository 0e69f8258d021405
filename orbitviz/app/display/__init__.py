"""Brings snapshots and analyses to the canvas and the panels as time passes."""
