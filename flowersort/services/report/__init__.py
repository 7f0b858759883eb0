"""An evaluation as a page for people, with its plots. The home of Matplotlib and Jinja.

Belongs here: the plots, the page and its template, and putting the report's folder in place.
Does not: figures and reasons (core), decoding photos (imaging), which photos a report shows (workflows).

`drawings`, `style` and `page` import what they wrap; only `build` loads them, when a report is written.
"""
