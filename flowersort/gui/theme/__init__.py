"""How the window looks: tokens, palette and style sheet, icons, motion.

Belongs here: every colour, size and icon, by name. Does not: widgets, words for users (`gui/wording.py`).
"""
