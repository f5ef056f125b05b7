"""What an issue of the preview is made of, so that it can be told whether it would come out the same."""

from __future__ import annotations

from dataclasses import dataclass

from generator.build.workshop import Order, Workshop


def parts_of(order: Order, workshop: Workshop) -> tuple[object, ...]:
    """What an issue is made of. Parts that are kept from build to build are compared as objects, which is
    quick; those that are made anew each time, by their values."""
    content = order.content
    objects = (
        *content.issues,
        *content.reports.values(),
        content.site,
        content.units,
        *content.outlines.values(),
        *content.listings.values(),
        *order.figures.statistics.values(),
        *order.figures.adoptions.values(),
    )
    values = (order.plan, order.previous, order.next, content.broken_lists, order.final)
    return (*(Same(one) for one in objects), *values, order.figures.stopped, workshop)


def may_stand(older: Order, newer: Order) -> bool:
    """Whether an older state of an issue may be published while a newer one is made: not where it may be the
    place of another issue by now, or must not be shown."""
    return (
        older.content.site is newer.content.site
        and older.plan.numbers == newer.plan.numbers
        and older.figures.statistics.get(older.key) is newer.figures.statistics.get(newer.key)
        and older.figures.adoptions.get(older.key) is newer.figures.adoptions.get(newer.key)
    )


@dataclass(frozen=True, eq=False, slots=True)
class Same:
    """Equal to another only if both hold the very same object, which it keeps alive."""

    value: object

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Same) and other.value is self.value

    def __hash__(self) -> int:
        return id(self.value)
