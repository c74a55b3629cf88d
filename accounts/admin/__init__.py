from accounts.admin import audit_record, invitation, user

__all__ = ["audit_record", "invitation", "user"]
