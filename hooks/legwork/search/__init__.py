"""The search index: static files that the search box and the finder read."""
