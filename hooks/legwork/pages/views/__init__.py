"""View models: the values that each template prints, made from the catalogue. There is a module for each kind of page."""
