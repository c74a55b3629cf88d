"""Other ways to search the same collection: what people would reach for first.

Each answers the same questions with the first results, their number and the counts of all facets.
"""
