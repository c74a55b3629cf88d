-- The number of each change that the sets in memory are to follow.
CREATE SEQUENCE IF NOT EXISTS documents_searchchange_revision;
