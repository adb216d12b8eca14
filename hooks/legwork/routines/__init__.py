"""Sessions: how long they take, and later how they are chosen."""
