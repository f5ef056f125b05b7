"""The command `check`: a whole site proofread, its pages looked at, and what is safe mended.

It is a customer of the pipeline, like the preview: the rules stand in `check`, their words in `diagnostics`.
"""
