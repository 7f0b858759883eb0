"""Small controls that know nothing of photos: sliders, search box, bars, figures.

Belongs here: a widget or painting helper that more than one panel could use. Does not: anything that knows of labels,
states or thresholds (the panels), colours (theme).
"""
