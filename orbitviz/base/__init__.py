"""Constants, paths and the error meant for people: what every other floor may rely on."""
