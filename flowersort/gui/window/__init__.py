"""The window itself: what stands where, which action does what, and the wiring between session and panels.

Belongs here: the main window, its first screen, its actions and its status line.
Does not: single panels (`grid`, `side`, `detail`, `faults_list`), work (`session`), colours and words (`theme`).
"""
