"""What site.yaml says of the ledger's values, read once."""

from __future__ import annotations

from generator.diagnostics import Diagnostic
from generator.diagnostics.near import suggestion
from generator.load.ledger.staging import Rules
from generator.load.ledger.terms import Term, parse_term
from generator.model.record import Sourced
from generator.model.site import Site

OTHERS = "其他"
"""The term of every type that has none of its own."""


def read_rules(site: Sourced[Site]) -> tuple[Rules, list[Diagnostic]]:
    """Words and terms; a term that cannot be read is an error in site.yaml, an unknown type a warning."""
    words = site.record.vocabularies
    terms: dict[str, Term] = {}
    findings: list[Diagnostic] = []
    for kind, text in site.record.terms.items():
        place = site.place("terms", kind)
        term = parse_term(text)
        if term is None:
            data = {"name": kind, "text": text}
            findings.append(Diagnostic("ledger-term-rule", place, data, site.excerpt(place)))
            continue
        terms[kind] = term
        if kind != OTHERS and words.types and kind not in words.types:
            allowed = "词表的“诉求类型”里有：" + "、".join((*words.types, OTHERS))
            data = {"name": kind, "near": suggestion(kind, (*words.types, OTHERS), allowed)}
            findings.append(Diagnostic("ledger-term-type", place, data, site.excerpt(place)))
    other = terms.pop(OTHERS, None)
    rules = Rules(words.satisfied, words.dissatisfied, words.closed_states, terms, other)
    return rules, findings
