from comments.admin import case, reason, sought

__all__ = ["case", "reason", "sought"]
