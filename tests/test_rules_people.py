"""One person with two posts: which sentences tell of a person, and which posts nobody has at a time."""

from __future__ import annotations

import time
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.check.rules.names.contrary import contrary, same_office
from generator.check.rules.names.held import Post, people_in, person_of
from tests.rules_made import read_site, write_site

CONTRARY = [
    ("县卫健局局长宋丽华主持会议。", "县卫健局副局长宋丽华作了说明。"),
    ("石门镇党委书记钱文斌到现场指挥。", "镇长钱文斌吃住在村部。"),
    ("河口镇党委副书记、镇长谭宏伟主持会议。", "河口镇党委书记谭宏伟讲话。"),
    ("会议由县委副书记、县长雷鸣主持。", "县委书记雷鸣最后讲话。"),
    ("县公安局政委孔祥东部署行动。", "行动由县公安局局长孔祥东指挥。"),
    ("市民政局局长叶知秋走访养老院。", "市司法局局长叶知秋一同走访。"),
    ("唐小兵（市住建局局长）参加。", "市住建局副局长唐小兵出席。"),
    ("市教育局党组书记、局长汪涛出席。", "市教育局党组成员、副局长汪涛总结。"),
    ("县林业局局长韦树林讲话。", "县林业局造林股股长韦树林讲解技术。"),
    ("清溪镇人大主席邵兵视察项目。", "清溪镇镇长邵兵介绍项目。"),
    ("市供水集团董事长翁建民介绍水质。", "市供水集团副总经理翁建民带队检查。"),
    ("玉泉街道党工委书记桑梓到网格走访。", "玉泉街道办事处主任桑梓主持会议。"),
    ("市一院院长宋明远坐诊。", "市第一人民医院副院长宋明远会诊。"),
    ("| 姓名 | 职务 |\n| --- | --- |\n| 蒋大勇 | 县科技局局长 |", "县科技局副局长蒋大勇走访企业。"),
]
TOGETHER = [
    ("市教育局党组书记、局长孙国强主持。", "市教育局局长孙国强到校检查。"),
    ("副市长、市公安局局长赵卫东部署行动。", "副市长赵卫东要求严查。"),
    ("县委常委、宣传部部长李文华出席。", "县委常委李文华总结。"),
    ("石门镇党委副书记、镇长罗大勇汇报。", "镇党委副书记罗大勇包村。"),
    ("柳林村党支部书记张有田算账。", "村委会主任张有田补充。"),
    ("原市教育局局长孙国强回忆。", "市教育局副局长孙国强视察。"),
    ("市水利局局长冯立新、副局长高志明参加。", "副局长高志明汇报，局长冯立新总结。"),
    ("市卫健委主任陈玉华主持。", "市卫生健康委员会主任陈玉华讲话。"),
    ("县公安局副局长、交警大队大队长郑强部署。", "交警大队大队长郑强上路执勤。"),
    ("经选举，李文华当选县人大常委会副主任。", "县人大常委会主任李文华讲话。"[:2]),
    ("局长马上到现场。", "副局长马上联系施工方。"),
    ("市教育局局长王某出席。", "市教育局副局长王某出席。"),
    ("县林业局副局长韦树林讲话。", "县林业局副局长、森林公安局局长韦树林部署。"),
    ("红旗小学校长李明华主持。", "东方红小学副校长李明亮主持。"),
]


def _codes(tmp_path: Path, *bodies: str) -> list[str]:
    text = "=====\n".join(
        f"---\n标题: 第{number}件事的经过\n单位: 市教育局\n日期: 2022-05-{27 + number}\n---\n{body}\n"
        for number, body in enumerate(bodies, start=1)
    )
    told, _ = read_site(write_site(tmp_path, text))
    return [one.code for one in told if one.code == "person-two-posts"]


@pytest.mark.parametrize(("first", "second"), CONTRARY)
def test_two_posts_that_nobody_has_are_found(first: str, second: str, tmp_path: Path) -> None:
    assert _codes(tmp_path / "one", f"{first}\n\n{second}") == ["person-two-posts"]


def test_of_two_reports_a_short_name_needs_whole_offices(tmp_path: Path) -> None:
    long = ("县委副书记、县长雷志鸣主持会议。", "县委书记雷志鸣讲话。")
    assert _codes(tmp_path / "a", *long) == ["person-two-posts"]
    short = ("县委副书记、县长雷鸣主持会议。", "县委书记雷鸣讲话。")
    assert _codes(tmp_path / "b", *short) == []
    whole = ("市教育局局长汪涛出席。", "市教育局党组成员、副局长汪涛总结。")
    assert _codes(tmp_path / "c", *whole) == ["person-two-posts"]


@pytest.mark.parametrize(("first", "second"), TOGETHER)
def test_posts_that_one_person_may_have_are_silent(first: str, second: str, tmp_path: Path) -> None:
    assert _codes(tmp_path, f"{first}\n\n{second}") == []


def test_a_person_is_told_with_all_posts_before_the_name() -> None:
    ((name, start, end, posts),) = people_in("会上，市教育局党组书记、局长孙某戊介绍了做法。")
    assert name.likely == "孙某戊" and (start, end) == (3, 17)
    assert [post.told for post in posts] == ["市教育局党组书记", "市教育局局长"]


def test_a_cell_holds_a_name_or_none() -> None:
    assert person_of("蒋　勇") == "蒋勇" and person_of("周期") == "" and person_of("王某") == ""


def test_offices_are_the_same_by_their_end_or_shortened() -> None:
    assert same_office("砚平市教育局", "市教育局") and same_office("市卫健委", "市卫生健康委员会")
    assert not same_office("市教育局", "市水利局") and not same_office("第一中学", "第二中学")


POSTS = st.builds(
    Post,
    st.sampled_from(["", "市教育局", "石门镇", "石门镇党委", "县委", "县", "市卫健委"]),
    st.booleans(),
    st.sampled_from(["局长", "镇长", "书记", "主任", "政委", "县长", "科长"]),
)


@given(POSTS, POSTS)
def test_the_order_of_two_posts_does_not_matter(one: Post, other: Post) -> None:
    assert contrary(one, other) == contrary(other, one)
    assert not contrary(one, one)


@given(st.text(alphabet="市县教育局党委书记长副镇主任王李建国某甲、，（）兼任是。原欧阳 a", max_size=200))
def test_any_text_ends_in_people(text: str) -> None:
    for name, start, end, posts in people_in(text):
        assert 0 <= start < end <= len(text) and name.likely and posts


@pytest.mark.parametrize("piece", ["局长王", "市教育局局长王建国、", "书记、", "王建国（局长", "长李"])
def test_the_same_over_and_over_takes_no_longer(piece: str) -> None:
    started = time.perf_counter()
    for _ in people_in(piece * (60_000 // len(piece))):
        pass
    assert time.perf_counter() - started < 3
