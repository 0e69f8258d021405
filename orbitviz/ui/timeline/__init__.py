"""The time bar: play, rate, date, scrubber."""
