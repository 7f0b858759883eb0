"""The network: packs, preprocessing, and the only importer of LiteRT.

Belongs here: reading and checking packs, RGB → model input, running the model.
Does not: decoding files (imaging) and what a probability means for the user (core).
"""
