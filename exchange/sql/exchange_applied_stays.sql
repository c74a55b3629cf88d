-- What was applied stays on record, whoever asks.
CREATE OR REPLACE FUNCTION exchange_applied_stays() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION 'an import that was applied stays on record'
        USING ERRCODE = 'check_violation', CONSTRAINT = 'import_applied_stays';
END $$;

CREATE OR REPLACE TRIGGER import_applied_stays BEFORE DELETE ON exchange_importrun
    FOR EACH ROW WHEN (OLD.applied_at IS NOT NULL) EXECUTE FUNCTION exchange_applied_stays();
