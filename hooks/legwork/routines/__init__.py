"""Routines and plans: the rules, the choice of exercises and doses, the clock, and the days of a week."""
