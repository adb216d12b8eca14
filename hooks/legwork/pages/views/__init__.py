"""View models: what each template is given, worked out from the catalogue. A module a page kind."""
