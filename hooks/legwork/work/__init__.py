"""How work is done: in processes, with remembered results in a live preview, and with texts stored on disk."""
