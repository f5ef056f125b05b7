"""Invented official prose for tests of the page: full-width text, digits, Latin, every kind of mark."""

from __future__ import annotations

import random

SENTENCES = (
    "连日来，各单位把群众的急难愁盼放在心上，逐户走访，逐件登记，逐项销号。",
    "会议指出：“民有所呼，我有所应；民有所盼，我有所为。”",
    "截至11月30日，全市共受理诉求3265件，办结3102件，办结率95.0%，比上月提高2.3个百分点。",
    "《关于优化办事流程的若干措施》《助企服务二十条》相继印发，兑现资金1.25亿元，惠及企业4.6万户。",
    "在石垱村，干部们白天走田埂、看水渠，晚上开院坝会、算明白账，把问题一条一条记在本子上。",
    "工作组建立5G应用场景清单，推动LED显示屏企业与APP平台对接——这在当地还是第一次……",
    "“原来办一张证要跑4趟，现在1趟就够了！”个体户周某说，“省下来的时间，能多做好几单生意。”",
    "（一）坚持问题导向（包括历史遗留问题）；（二）坚持上下联动、左右协同；（三）坚持结果公开。",
    "下一步，将对照任务清单，压实责任、倒排工期，确保年底前全部完成，让群众看得见变化、得到实惠。",
    "问卷回收1200份，其中“满意”占15%～30%的有3个乡镇，“基本满意”的有5个乡镇，其余均在90%以上。",
    "雨天积水怎么办？路灯不亮找谁修？大家你一言我一语，现场就定下了责任人和完成时限。",
    "市住房和城乡建设局对老旧小区的供水管网进行改造，更换管道12.6公里，惠及居民8400户。",
)


def paragraph(random_source: random.Random) -> str:
    count = random_source.randint(2, 7)
    return "".join(random_source.choice(SENTENCES) for _ in range(count))


def report(seed: int, paragraphs: int, title: str = "各地推动办实事走深走实") -> str:
    """A whole report file of so many paragraphs; the same seed gives the same text."""
    source = random.Random(seed)
    body = "\n\n".join(paragraph(source) for _ in range(paragraphs))
    return f"---\n标题: {title}{seed}\n单位: 市经信局\n日期: 2022-05-28\n---\n{body}\n"
