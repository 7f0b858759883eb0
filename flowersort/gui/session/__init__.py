"""What the window works on: the photos of the open folders, their runs, their reviews. No widgets.

Belongs here: what happens when the user opens, cancels, reviews, undoes, exports, each by the workflow that does it;
the signals by which widgets learn of it. Does not: how anything looks (the other folders of `gui`), what a state or a
filter is (core), how a photo is labelled or a review stored (workflows).
"""
