"""The desk: what waits for a person, by what they may do. Its sections are in the making."""
