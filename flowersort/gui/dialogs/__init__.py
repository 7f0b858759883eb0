"""The dialogs that belong to no folder: settings, keys, about, and what to say after a fault.

Belongs here: windows beside the main one, made when asked for. Does not: a dialog that stands between a user and the
first label.
"""
