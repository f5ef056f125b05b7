"""The proofreader's rules about pages, on the finished PDF.

`check.check_pages` is the one function that others call. A rule sees what stands on the pages (`page`): the
glyphs, pictures and rules that the PDF really draws, and what WeasyPrint's boxes say these are.
"""
