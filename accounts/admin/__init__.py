from accounts.admin import attempt, audit_record, invitation, user

__all__ = ["attempt", "audit_record", "invitation", "user"]
