"""What follows from a design: fleet, census, year, report, transients. No Qt, no OpenGL."""
