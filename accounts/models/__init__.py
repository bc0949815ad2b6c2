from accounts.models.credential import Credential, CredentialReminder
from accounts.models.user import SYSTEM_EMAIL, User, UserManager, UserQuerySet, validate_roles

__all__ = [
    "SYSTEM_EMAIL",
    "Credential",
    "CredentialReminder",
    "User",
    "UserManager",
    "UserQuerySet",
    "validate_roles",
]
