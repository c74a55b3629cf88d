-- Vectors of several texts as one.
CREATE OR REPLACE AGGREGATE twg_join (tsvector)
(SFUNC = tsvector_concat, STYPE = tsvector, INITCOND = '');
