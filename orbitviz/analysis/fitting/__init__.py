"""From a catalogue of real objects to groups of shells: planes, slots, and how well they fit."""
