"""Catalogues of real objects: TLE and OMM in all their forms."""
