from allauth.account.auth_backends import AuthenticationBackend

from accounts import roles


class RoleBackend(AuthenticationBackend):
    """Sign-in by e-mail as allauth does it; permissions from the roles, from nowhere else."""

    def get_all_permissions(self, user_obj, obj=None):
        if not user_obj.is_active or user_obj.is_anonymous:
            return set()
        granted = roles.permissions_of(user_obj.roles)
        if user_obj.lacks_second_factor:
            return {permission for permission in granted if not roles.is_weighty(permission)}
        return granted

    def has_perm(self, user_obj, perm, obj=None):
        return perm in self.get_all_permissions(user_obj)

    def has_module_perms(self, user_obj, app_label):
        return any(p.startswith(f"{app_label}.") for p in self.get_all_permissions(user_obj))

    def with_perm(self, perm, is_active=True, include_superusers=True, obj=None):
        raise NotImplementedError("Ask User.objects.with_role(...) instead.")
