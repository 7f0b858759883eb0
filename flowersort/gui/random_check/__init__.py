"""How right the labels are: one photo of a random sample after the other, and what the answers say.

Here are the widgets; checking a sorted folder's labels is `checking`.
"""
