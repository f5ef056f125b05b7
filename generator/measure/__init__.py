"""What a finished PDF really has, beside what the layout profile wants.

Reads the PDF's own glyph positions and knows nothing of how the page was made. Start at
`measurement.measure`; `report` makes rows and JSON of what it returns.
"""

from generator.measure.measurement import Measurement, measure
from generator.measure.report import Remark, as_table, remarks, to_json
from generator.measure.row import Row

__all__ = ["Measurement", "Remark", "Row", "as_table", "measure", "remarks", "to_json"]
