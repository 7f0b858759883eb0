"""How a pack is made: the only importer of TensorFlow and Keras (extra `train`).

Belongs here: data sets, recipes, fine-tuning, export to a pack, the figures that a model card shows.
Does not: anything that a run needs; a pack made here runs without this folder.
"""
