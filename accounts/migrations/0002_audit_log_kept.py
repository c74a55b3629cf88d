"""The audit log only grows: the database refuses to change, delete or empty it, whoever asks."""

from django.db import migrations

CREATE = """
CREATE FUNCTION twg_refuse_audit_change() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION 'the audit log only grows: % is refused', TG_OP
        USING ERRCODE = 'check_violation', CONSTRAINT = TG_NAME;
END $$;
CREATE TRIGGER audit_record_unchanged BEFORE UPDATE OR DELETE ON accounts_auditrecord
    FOR EACH STATEMENT EXECUTE FUNCTION twg_refuse_audit_change();
CREATE TRIGGER audit_log_not_emptied BEFORE TRUNCATE ON accounts_auditrecord
    FOR EACH STATEMENT EXECUTE FUNCTION twg_refuse_audit_change();
"""
DROP = """
DROP TRIGGER audit_log_not_emptied ON accounts_auditrecord;
DROP TRIGGER audit_record_unchanged ON accounts_auditrecord;
DROP FUNCTION twg_refuse_audit_change();
"""


class Migration(migrations.Migration):
    dependencies = [("accounts", "0001_initial")]

    operations = [migrations.RunSQL(CREATE, DROP)]
