"""The photos as a grid of tiles, made for a hundred thousand of them: list model, delegate, view, thumbnails.

Belongs here: what shows, selects and scrolls tiles, and what brings their small pictures. Does not: which photos pass
a filter and in what order (`core.arrangement`), how a thumbnail is made (`workflows.thumbnails`), what a key does to a
photo (the window).
"""
