"""How fast the search is, from ten thousand entries to a million, beside its peers.

`make bench` runs it; nothing of it is part of the site.
"""

VERSION = 3  # of what is generated; another one is built anew
