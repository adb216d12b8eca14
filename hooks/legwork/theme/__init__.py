"""The shell around pages: what is taken of Material, and what browsers are told to allow."""
