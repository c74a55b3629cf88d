-- The same as documents.search.sorting.sort_key.
CREATE OR REPLACE FUNCTION twg_sort_key(name text) RETURNS text
LANGUAGE sql STABLE PARALLEL SAFE AS $$
    SELECT ltrim(lower(translate(
        regexp_replace(normalize(name, NFKD), '[\u0300-\u036f\u064b-\u065f\u0670]', '', 'g'),
        'أإآٱىةؤئ', 'ااااياوي')), '"''“”‘’«»¿¡([ ')
$$;
