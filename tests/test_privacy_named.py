"""Citizens named in full in a report: which names are told, and which words are no names."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.privacy.named import find_named

NAMED = [
    ("家住城东的张建国说，路灯修好了。", ["张建国"]),
    ("居民刘大民送来锦旗。", ["刘大民"]),
    ("群众王秀兰说，办事快了。", ["王秀兰"]),
    ("家住鹿汀区的居民陈志强打了12345热线。", ["陈志强"]),
    ("村民李明表示满意，村民赵小花（女，62岁）也来了。", ["李明", "赵小花"]),
    ("“路平了。”业主周文斌告诉记者。", ["周文斌"]),
    ("市民马建军拨打热线，反映噪声扰民。", ["马建军"]),
    ("住在三里河社区的高玉梅致电热线。", ["高玉梅"]),
    ("群众欧阳建国、诸葛明反映路灯不亮。", ["欧阳建国"]),
    ("工作人员上门，为居民孙桂芳的家里换了水管。", ["孙桂芳"]),
    ("村民何玉兰和老伴种了三亩茶。", ["何玉兰"]),
    ("收到居民林国栋", ["林国栋"]),
    ("居民吴天明，58岁。", ["吴天明"]),
    ("农户韩长福给干部送来一封信。", ["韩长福"]),
    ("贫困户曾庆林家里通了水。", ["曾庆林"]),
]
NOBODY = [
    "居民代表张贴公告，村民委员会开会，村民小组推选代表，居民委员会换届。",
    "群众李某反映路灯不亮，居民王大爷说，村民张阿姨送来锦旗，业主刘先生来电，市民陈女士投诉。",
    "市民服务中心周末开放，市民热线、市民云、市民卡一并介绍，市民之家开门。",
    "居民安居乐业，群众高兴地说，群众安全感提高，居民小区通了气，群众满意度高。",
    "群众高高兴兴回家，居民高度赞扬，群众高声说好，居民齐声说好，群众焦急，干部更急。",
    "居民于上周反映路灯不亮，群众向社区反映，居民向干部反映，居民曾多次反映，群众曾向社区反映。",
    "业主何时能拿到房产证，居民何处投诉，群众许多时候说不清，居民方便了。",
    "业主方代表说，业主委员会表示，业主大会的决定，业主自治组织介绍情况。",
    "群众程序意识提高，居民章程、村民公约上墙，村民石料、木料齐全，群众钱财、物资无损失。",
    "家住附近的居民常来，住在楼上的老人说，家住三楼的李大爷说，住在城东的王女士来电。",
    "群众利益无小事，群众路线要走好，群众诉求有回音，群众文化活动多，群众体育，群众工作。",
    "居民周边有公园，居民金融知识，村民林地、林权，业主余款，居民康乐中心，村民黄金周，居民龙舟队。",
    "居民陈述，群众陈情，居民张望，村民张罗，业主严守规定，居民严格遵守，群众严厉批评。",
    "家住农村的学生说，住在安置房的群众表示满意，家住县城的干部在听。",
    "居民马上拨打电话，群众马路上说，居民任何时候来都行，村民夏天说热，居民温暖的家里。",
    "居民段长、村民组长到位，居民楼下停车，居民区里，村民家中，群众家里，业主群里，居民会上。",
    "居民高血压、糖尿病患者随访，业主董事会、业主监事会成立，群众何必跑，居民余电、余水。",
    "群众李书记是谁，村民王支书说，居民张医生说，村民刘师傅说，群众赵老师说，居民钱老板说。",
]


@pytest.mark.parametrize(("text", "names"), NAMED)
def test_full_names_behind_a_word_for_citizens_are_found(text: str, names: list[str]) -> None:
    assert [text[one.start : one.end] for one in find_named(text)] == names


@pytest.mark.parametrize("text", NOBODY)
def test_words_titles_and_hidden_names_are_nobodys(text: str) -> None:
    assert [text[one.start : one.end] for one in find_named(text)] == []


@given(st.text(alphabet="居民村群众家住的王李张诸葛建国说，。、某高兴 a1", max_size=300))
def test_any_text_is_read_to_its_end(text: str) -> None:
    ends = [0]
    for one in find_named(text):
        assert ends[-1] <= one.start < one.end <= len(text) and 2 <= one.end - one.start <= 4
        ends.append(one.end)
