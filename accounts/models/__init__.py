from accounts.models.audit_record import AuditRecord
from accounts.models.authenticator import Authenticator, RecoveryCodes
from accounts.models.invitation import Invitation
from accounts.models.profile import Profile

__all__ = ["AuditRecord", "Authenticator", "Invitation", "Profile", "RecoveryCodes"]
