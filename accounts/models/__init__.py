from accounts.models.credential import Credential, CredentialReminder
from accounts.models.deletion import Deletion
from accounts.models.portrait import Portrait
from accounts.models.user import SYSTEM_EMAIL, User, UserManager, UserQuerySet, validate_roles

__all__ = [
    "SYSTEM_EMAIL",
    "Credential",
    "CredentialReminder",
    "Deletion",
    "Portrait",
    "User",
    "UserManager",
    "UserQuerySet",
    "validate_roles",
]
