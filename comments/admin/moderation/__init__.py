"""The moderators' pages: the queue, one item with its decisions, batches, people, log, figures."""
