-- Whether one of the languages has the word among those that carry no meaning.
CREATE OR REPLACE FUNCTION twg_is_stop_word(term text) RETURNS boolean
LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
    SELECT numnode(phraseto_tsquery('twg_simple', term)) = 1
        AND (numnode(phraseto_tsquery('twg_english', term)) = 0
            OR numnode(phraseto_tsquery('twg_spanish', term)) = 0
            OR numnode(phraseto_tsquery('twg_french', term)) = 0
            OR numnode(phraseto_tsquery('twg_arabic', term)) = 0
            OR numnode(phraseto_tsquery('twg_portuguese', term)) = 0)
$$;
