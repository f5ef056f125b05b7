"""From records to bulletins: numbering, periods, selection, foot.

`compile_site` decides what needs all issues at once (numbers, and which issue uses which report);
`compile_issue` then makes one bulletin and needs no other.
"""
