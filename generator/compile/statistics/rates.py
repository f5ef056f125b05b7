"""Rates as site.yaml defines them: two names of counts."""

from __future__ import annotations

from generator.compile.finding import at
from generator.diagnostics import Diagnostic
from generator.diagnostics.near import suggestion
from generator.model.record import Sourced
from generator.model.site import Site
from generator.model.statistics import COUNTS, DAILY, RateRule


def check_rates(site: Sourced[Site]) -> list[Diagnostic]:
    """An error for each rate that divides what is no count, or has a name that is taken or cannot be written
    as `{{name}}`."""
    findings = []
    for name, rate in site.record.rates.items():
        if name in COUNTS or name == DAILY:
            findings.append(at(site, "rate-name-taken", "rates", name, name=name))
        elif not name.strip() or "." in name or "}" in name or "{" in name:
            findings.append(at(site, "rate-name-form", "rates", name, name=name))
        for key in ("numerator", "denominator"):
            count = getattr(rate, key)
            if count not in COUNTS:
                near = suggestion(count, COUNTS, f"可以写：{'、'.join(COUNTS)}")
                findings.append(at(site, "rate-unknown-count", "rates", name, key, name=count, near=near))
    return findings


def rate_rules(site: Site) -> dict[str, RateRule]:
    """The rates that can be computed, in the order of site.yaml."""
    return {
        name: RateRule(rate.numerator, rate.denominator)
        for name, rate in site.rates.items()
        if rate.numerator in COUNTS and rate.denominator in COUNTS and name not in COUNTS and name != DAILY
    }
