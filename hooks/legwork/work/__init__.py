"""Ways of working: processes, the memory of a live preview, and texts stored on disk."""
