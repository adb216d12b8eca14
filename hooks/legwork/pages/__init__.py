"""Pages as values: view models, templates, words and pictures."""
