"""The search's rows as sets of entry ids in the memory of each process.

`sets` reads the facts about entries, `words` which entries hold a word, `index` keeps both at one
revision of the database, `snapshot` gives a search the index that its transaction sees.
"""
