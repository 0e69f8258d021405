"""Films: from frames to a file, part by part, so that what is done is kept."""
