-- What the search knows of labels stands beside them, however they are changed. (An index of the
-- function's value cannot be: PostgreSQL builds indexes without a search path.)
ALTER TABLE taxonomy_label ADD COLUMN IF NOT EXISTS words tsvector;

CREATE OR REPLACE FUNCTION twg_label_words() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    NEW.words := twg_vector(NEW.language, NEW.text, 'B');
    RETURN NEW;
END $$;

CREATE OR REPLACE TRIGGER words BEFORE INSERT OR UPDATE ON taxonomy_label
    FOR EACH ROW EXECUTE FUNCTION twg_label_words();

CREATE INDEX IF NOT EXISTS label_words ON taxonomy_label USING gin (words);
