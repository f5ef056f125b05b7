"""The type area of the page, for what must be measured before the page is set.

Tables and charts choose the size of their text by it; the page itself is set by the 版式 profile, and a table
takes its whole width there, whichever that is.
"""

from __future__ import annotations

TYPE_WIDTH = 442.0
"""In pt: 156 mm (GB/T 9704-2012, 5.2.1)."""
WIDE_WIDTH = 637.0
"""In pt, on a landscape page, where the height of the type area lies across: 225 mm (the same)."""
