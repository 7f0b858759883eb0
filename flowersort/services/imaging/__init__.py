"""Photos as files: finding them, reading them, decoding them once. The home of Pillow.

Belongs here: folder walks, formats and limits, decoding, thumbnails, EXIF.
Does not: what a photo shows (inference) and what is remembered of it (store).
"""
