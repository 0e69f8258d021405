"""What follows from a design: fleet, census, year, report; pure functions of arrays."""
