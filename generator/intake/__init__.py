"""What units send in (Word, text, Markdown) made into reports: content/reports/*.md with their photos.

Nothing that comes from outside is trusted: see `package` for Word files, `pictures` for photos, `writing` for
text that must stay text.
"""
