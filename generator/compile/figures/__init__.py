"""Figures by name: what `{{受理量.环比}}` prints, which typed figures are wrong, what a final issue keeps.

Everything here is made of `Statistics` alone, so that texts, tables and charts cannot disagree.
"""
