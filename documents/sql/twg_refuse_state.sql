-- Which state may follow which is held by the database, whoever writes
-- (documents/curation/workflow.py tells the same).
CREATE OR REPLACE FUNCTION twg_refuse_state() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF (OLD.state, NEW.state) NOT IN (
        ('published', 'draft'), ('published', 'accepted'),
        ('draft', 'submitted'), ('draft', 'published'),
        ('submitted', 'in_review'), ('submitted', 'draft'),
        ('submitted', 'accepted'), ('submitted', 'declined'),
        ('in_review', 'draft'), ('in_review', 'accepted'), ('in_review', 'declined'),
        ('accepted', 'draft'), ('accepted', 'declined'), ('accepted', 'published'),
        ('declined', 'submitted'),
        ('published', 'superseded'), ('published', 'withdrawn'),
        ('superseded', 'published'), ('superseded', 'withdrawn')
    ) THEN
        RAISE EXCEPTION 'entry %: % may not follow %', NEW.id, NEW.state, OLD.state
            USING ERRCODE = 'check_violation', CONSTRAINT = 'entry_state_follows';
    END IF;
    RETURN NEW;
END $$;

CREATE OR REPLACE TRIGGER entry_state_follows BEFORE UPDATE OF state ON documents_entry
    FOR EACH ROW WHEN (OLD.state <> NEW.state) EXECUTE FUNCTION twg_refuse_state();
