"""Constants, units, files, progress and the error meant for people: what every floor relies on."""
