"""The side panel: which photos are shown, and from which confidence on a label counts as sure.

Belongs here: counts to click on, search line, confidence range, thresholds with what the model's measurements say of
them. Does not: what a filter or a threshold does to photos (core), controls that know nothing of photos (`controls`).
"""
