"""The dialogs about files: sort with its preview, undo, past sorts, recovery, XMP files, import of an edited CSV.

Belongs here: how plans, progress and results of such work are shown, and what is asked before it begins. Does not:
the work itself (workflows, driven by `gui/session/sorting.py`), and from where the dialogs are opened (`gui/window`).
"""
