"""What things are: frozen values and pure decisions.

Belongs here: whatever can be said without touching the world, with the standard library and NumPy alone.
Does not: files, clocks, worker threads, databases, windows.
"""
