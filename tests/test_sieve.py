"""The rules over many documents at once: what is sifted out, in what order it is found, what is kept."""

from __future__ import annotations

from collections.abc import Iterator

from generator.check.rule import BlockRule, DocumentRule, Found, GatheringRule, Hit, Office, ReadingRule, Rule
from generator.check.rules.wording.scan import scanned, wrong_writings
from generator.check.rules.wording.sounds_known import meant
from generator.check.sieve import gathered_of, sieve_of, slips_of
from generator.model.prose import HEADING, PARAGRAPH, Block, Document, Run
from generator.model.site import Site
from generator.model.unit import Units
from generator.model.word_lists import WordLists

OFFICE = Office(Site.model_construct(), Units(()), WordLists())


def document(name: str, *texts: str, kind: str = PARAGRAPH) -> Document:
    blocks = (
        Block(kind, text, "正文", f"{name}.md", (Run(0, line, 1),), (line, line))
        for line, text in enumerate(texts, start=1)
    )
    return Document("report", name, f"{name}.md", tuple(blocks))


def first(block: Block, office: Office) -> Iterator[Hit]:
    yield Hit(0, 1)


def looked_at(rule: BlockRule | ReadingRule[str], *texts: str, kind: str = PARAGRAPH) -> list[str]:
    (slips,) = slips_of([document("甲", *texts, kind=kind)], OFFICE, sieve_of([rule]))
    return [slip.block.text for slip in slips]


def test_a_rule_sees_only_blocks_that_have_one_character_of_each_set_that_it_needs() -> None:
    texts = ("共3件。", "共三件。", "3件。", "")
    assert looked_at(BlockRule("any", first), *texts) == list(texts)
    assert looked_at(BlockRule("digit", first, needs="0123"), *texts) == ["共3件。", "3件。"]
    assert looked_at(BlockRule("both", first, needs=("0123", "共总")), *texts) == ["共3件。"]
    assert looked_at(BlockRule("none", first, needs=("", "共")), *texts) == ["共3件。", "共三件。"]
    assert looked_at(BlockRule("words", first, words=("3件", "户")), *texts) == ["共3件。", "3件。"]
    assert looked_at(BlockRule("both", first, needs="共", words=("3件", "户")), *texts) == ["共3件。"]


def test_a_rule_sees_only_its_kinds_of_blocks() -> None:
    rule = BlockRule("heads", first, kinds=frozenset({HEADING}))
    assert looked_at(rule, "共3件。") == []
    assert looked_at(rule, "共3件。", kind=HEADING) == ["共3件。"]


def test_slips_stand_by_document_and_block_and_then_in_the_order_of_the_rules() -> None:
    def whole(document: Document, office: Office) -> Iterator[Found]:
        yield document.blocks[0], Hit(0, 1)

    rules: list[Rule] = [
        DocumentRule("whole", whole),
        BlockRule("b", first, needs="件"),
        BlockRule("a", first),
    ]
    documents = [document("甲", "3件", "户"), document("乙", "5件")]
    found = [
        [(slip.code, slip.block.text) for slip in own] for own in slips_of(documents, OFFICE, sieve_of(rules))
    ]
    assert found[0] == [("b", "3件"), ("a", "3件"), ("a", "户"), ("whole", "3件")]
    assert found[1] == [("b", "5件"), ("a", "5件"), ("whole", "5件")]


def test_a_block_is_read_once_for_all_rules_that_read_it_in_the_same_way() -> None:
    read: list[str] = []

    def reading(block: Block, office: Office) -> str:
        read.append(block.text)
        return block.text

    def found(text: str, office: Office) -> Iterator[Hit]:
        yield Hit(0, len(text))

    rules = [ReadingRule("one", reading, found, needs="件"), ReadingRule("two", reading, found)]
    (slips,) = slips_of([document("甲", "3件", "户")], OFFICE, sieve_of(rules))
    assert read == ["3件", "户"]
    assert [(slip.code, slip.hit.end) for slip in slips] == [("one", 2), ("two", 2), ("two", 1)]


def test_a_document_is_gathered_once_for_all_rules_that_take_the_same() -> None:
    asked: list[str] = []

    def gather(document: Document, office: Office) -> str:
        asked.append(document.key)
        return document.key

    rules = [GatheringRule(code, gather, lambda prose, own: ()) for code in ("one", "two")]
    documents = [document("甲", "3件"), document("乙", "5件")]
    assert gathered_of(documents, OFFICE, sieve_of(rules)) == [("甲", "甲"), ("乙", "乙")]
    assert asked == ["甲", "乙"]
    assert gathered_of(documents, OFFICE, sieve_of([])) == [(), ()]


def test_every_wrong_writing_is_met_in_a_text_and_nothing_else() -> None:
    every = "".join(wrong_writings())
    wrong = {every[place : place + 2] for place in range(0, len(every), 2)}
    assert wrong == meant().keys()
    for written in sorted(wrong)[::4000]:
        assert written in scanned(f"，{written}，").wrong
    assert scanned("公开，公平。").wrong == frozenset()
    assert scanned("").wrong == scanned("公").wrong == frozenset()
