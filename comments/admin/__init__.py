from comments.admin import case, sought

__all__ = ["case", "sought"]
