"""What a user can do: one verb per file, called alike by the command line, the window and the library.

Belongs here: what happens in which order, with values as input and events or values as output.
Does not: rules that need no services (core), single outside things (services), arguments, printing, widgets.
"""
