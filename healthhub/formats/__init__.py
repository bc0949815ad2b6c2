"""How dates are written out, where it is not as Django writes them: one folder a language."""
