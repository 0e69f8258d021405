"""Catalogues of real objects: TLE, 3LE, and OMM as CSV, JSON, XML and KVN."""
