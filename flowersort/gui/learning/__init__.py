"""What was learnt from reviews, and the models that came of it: their dialogs and their words.

Does not belong here: the learning itself (`session`), and who opens what (`window`).
"""
