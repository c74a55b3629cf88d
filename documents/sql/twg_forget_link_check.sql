-- Another address was never checked, whoever wrote it and however.
CREATE OR REPLACE FUNCTION twg_forget_link_check() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    NEW.checked_at := NULL;
    NEW.check_result := '';
    NEW.check_due := NULL;
    NEW.failures := 0;
    NEW.failing_since := NULL;
    RETURN NEW;
END $$;

CREATE OR REPLACE TRIGGER link_check_is_of_its_address BEFORE UPDATE OF url ON documents_link
    FOR EACH ROW WHEN (OLD.url <> NEW.url) EXECUTE FUNCTION twg_forget_link_check();
