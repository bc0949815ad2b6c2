from accounts.models.credential import Credential
from accounts.models.user import SYSTEM_EMAIL, User, UserManager, UserQuerySet, validate_roles

__all__ = ["SYSTEM_EMAIL", "Credential", "User", "UserManager", "UserQuerySet", "validate_roles"]
