"""Predicates: text that is true of some satellites, such as `sunlit and charge < 40 %`.

grammar.py says what may be written, fields.py what may be compared; resolve.py makes of a text the
conditions that search.py looks for in the designs and catalogues of sources.py.
"""
