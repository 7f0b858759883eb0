"""The window: PySide6 widgets, models and delegates, wiring workflows to what the user sees.

Belongs here: whatever imports Qt. Does not: rules (core), work (workflows), files (services).
"""
