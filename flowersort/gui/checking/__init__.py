"""What does checking labels look like: the reasons with their counts, given against seen, and one doubt in detail.

Belongs here: widgets and words of a check. Does not: running one (`session`), and who is told what (`window`).
"""
