from accounts.admin.person import PersonAdmin

__all__ = ["PersonAdmin"]
