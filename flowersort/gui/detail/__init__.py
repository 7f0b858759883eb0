"""One photo up close: the detail panel, the preview that covers the window, and the loader that feeds both.

Belongs here: how a single photo, or what a selection has in common, is shown and answered. Does not: which photo that
is, storing reviews (the window wires both), reading files (workflows).
"""
