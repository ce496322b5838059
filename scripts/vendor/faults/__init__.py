"""Kinds of fault, each made in a PDF of ours. A maker changes the file and says how large the fault is, or gives None where the
page has nothing to spoil. Families name what a checker should speak of; what is no fault has the family `harmless`."""
from . import characters, extras, harmless, pages, places, rules, unseen
from .kinds import KINDS
