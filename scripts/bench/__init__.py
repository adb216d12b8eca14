"""The benchmark: made-up catalogues, built by ours and by other site generators. `python3 scripts/bench` runs it."""
