"""Light learning on embeddings, in seconds and without a GPU. The home of scikit-learn.

Belongs here: fitting a head on photos of the user, to judge other photos of the same folder.
Does not: the network (inference), what its word means for a label (core), training packs (`flowersort.training`).

scikit-learn takes a second to load, so only the functions import it.
"""
