"""Results as files: tables and lists that other programs read, whole or absent. The home of csv, json and pandas.

Belongs here: file formats of results, reading our own back, and the care that a target needs.
Does not: which photos a result holds (workflows) and what it says of them (core).
"""
