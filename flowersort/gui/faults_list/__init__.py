"""The quiet list of what went wrong, docked at the window's bottom.

Belongs here: the list's model, its table and its buttons. Does not: finding out what is wrong (workflows), a dialog.
"""
