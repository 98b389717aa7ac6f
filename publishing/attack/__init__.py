"""The outsider: from published numbers alone to the tightest integer interval of every other cell.

Written apart from the suppression and sharing no code with it: a thinking error made there must not be repeated here.
"""
