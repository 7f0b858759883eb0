"""What a random check does unless told otherwise."""

USUAL_SAMPLE = 50
USUAL_TARGET = 0.02
SEED = 0
"""A sample of one's own needs another seed; with the same one a check goes on where it was, on any computer."""
