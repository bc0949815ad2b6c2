"""Import sources: each reader turns a file into items; nothing here fetches or publishes."""
