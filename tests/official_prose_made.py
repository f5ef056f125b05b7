"""Ordinary official prose with many numbers and no identifier, made by chance and by rule."""

from __future__ import annotations

import random
import re
from collections.abc import Callable, Mapping

SENTENCES = (
    "{date}，市政府印发《关于做好{year}年{season}民生实事工作的通知》（澜政发〔{year}〕{n2}号），明确{n2}项任务、{n1}个牵头单位。",
    "截至{month}月{day}日{clock}，12345热线共受理诉求{n5}件，日均{n3}件，环比{change}，"
    "其中投诉{n4}件、求助{n4}件、咨询{n5}件。",
    "热线全年接听{n7}人次，直接答复{n6}件，转办{n5}件，按时办结率{percent}，回访{n5}件，满意率{percent}。",
    "受理编号{order}的诉求由市城管局承办，应于{date2}前办结；重复件{order2}并案处理。",
    "工单{gd}、{gd}、{gd}涉及同一处隐患，合并为第{n2}号督办件。",
    "项目总投资{money}万元，其中中央预算内资金{money}万元，省级{money}万元，市县配套{n8}元。",
    "全年完成一般公共预算收入{long}.{n2}元，支出{long}.{n2}元，结转{n8}.{n1}元。",
    "{street}3号桥、{street}5号泵站和{n2}号井盖更换完毕，{street}{day}号起恢复通行，公交{n2}路、{n3}路照常停靠。",
    "{n2}号楼外墙脱落、{n2}栋屋面渗漏、2单元电梯停运三个问题，分别由物业、街道、维保单位负责，{n1}天内修好。",
    "老旧小区改造涉及{n3}栋{n4}户、建筑面积{n6}平方米，拆除违建{n2}处{n4}平方米，新增车位{n3}个。",
    "地铁1号线、2号线和{n1}号线客流分别为{n6}、{n6}和{n6}人次，最大断面客流{n5}人次。",
    "坐标为东经{lng}、北纬{lat}，海拔{n3}.{n1}米，库容{n4}万立方米，汛限水位{n3}.{n2}米。",
    "会议于{clock}至{clock}在市民之家{n3}会议室召开，{n2}家单位的{n3}名负责人参加，会期1天。",
    "统一社会信用代码为{uscc}的企业获得贷款{n3}万元，年利率{rate}%，期限{n2}个月，{date2}到期。",
    "《民生热线》书号 ISBN 978-7-5{n3}-{n4}-{n1}，定价{n2}.00元，{year}年{month}月第1版第{n1}次印刷。",
    "监测点PM2.5浓度为{n2}微克每立方米，PM10为{n2}微克每立方米，优良天数{n3}天，比例{percent}。",
    "{year}年—{year2}年共建设充电桩{n4}个、换电站{n2}座，总功率{n5}千瓦，累计充电{n8}度。",
    "一季度{n4}件、二季度{n4}件、三季度{n4}件、四季度{n4}件，合计{n5}件，同比{change}。",
    "各县市区办结量依次为{n4}、{n4}、{n4}、{n4}、{n4}、{n4}、{n4}、{n4}件，办结率最高{percent}，最低{percent}。",
    "幸福村3组道路硬化{n3}米，5组渠道清淤{n4}米，{n2}户饮水难问题得到解决；李家村12号上午召开了村民代表大会。",
    "救护车{n1}分{n2}秒到达，出动车辆{n2}台次、人员{n3}人次，转移群众{n3}户{n4}人，救助中心电话为120。",
    "燃气安全检查第{n2}组检查{n3}家餐饮单位，发现隐患{n4}条，整改{n4}条，整改率{percent}，下达文书{doc}号。",
    "合同编号HT-{year}-{n4}，采购编号LTZC{day8}{n3}，中标价{n7}.{n2}元，下浮率{rate}%。",
    "{day8}批次抽检{n3}批，合格{n3}批，合格率{percent}；批号{day8}{n2}的产品已下架{n4}件。",
    "国道G318线K{n4}+{n3}至K{n4}+{n3}段、省道S{n3}线{n2}公里封闭施工，绕行X{n3}县道。",
    "学位缺口{n4}个，新改扩建学校{n2}所，{n1}年级{n2}班，班额控制在{n2}人以内，午餐每份{n2}.{n1}元。",
    "医保报销比例由{percent}提高到{percent}，门诊慢特病病种由{n2}种增加到{n2}种，惠及{n5}名参保群众。",
    "气温最低零下{n1}℃，室温达到18℃以上的{n4}户，占{percent}；室温不足16℃的{n2}户，当天上门。",
    "本周登记的{n3}件中，A类{n2}件、B类{n2}件、C类{n3}件，编号从A{n4}到C{n4}。",
    "一三五、二四六分批开放，二〇二二年至二〇二六年共改造一百二十三个小区，惠及三万六千余户。",
    "第{n3}次常务会议纪要（{year}）第{n2}号、提案第{n3}号、建议第{n3}号均已答复，见面率100%。",
    "市民服务热线12345、急救120、火警119、供电95598、供气96{n3}全天有人值守，企业服务专线400-{n3}-{n4}同时开通。",
    "某小区{n2}号楼{n1}个单元共{n3}户，{n3}户同意加装电梯，{n1}户在1楼，签字率{percent}。",
    "验收时间为{month}月{day}日，验收编号{day8}-{n4}，建设单位3家，设计单位2家，监理单位{n1}家。",
    "自{date2}起执行，有效期{n1}年，原{year}〔{n2}〕号文件同时废止，{n2}个配套细则{n2}日内出台。",
    "水价每立方米{rate}元，阶梯气价第一档{n3}立方米以内{rate}元，电价每千瓦时0.{n4}元。",
    "全市户籍人口{n7}人，常住人口{n7}人，城镇化率{percent}，65岁以上老人占{percent}。",
    "抽查商户{n4}家，立案{n2}件，罚没{money}元，案号澜市监处罚〔{year}〕{n3}号。",
    "文件第{n2}页第{n1}行“{n4}户”应为“{n4}户”，附表{n1}第{n1}列合计数应为{n5}。",
    "参赛选手{n3}号、{n3}号、{n3}号分获前三名，计时成绩{n2}分{n2}秒{n2}。",
)

Maker = Callable[[random.Random], str]


def _between(least: int, most: int) -> Maker:
    return lambda chance: str(chance.randint(least, most))


def _day8(chance: random.Random) -> str:
    return f"{chance.randint(2019, 2026)}{chance.randint(1, 12):02d}{chance.randint(1, 28):02d}"


def _uscc(chance: random.Random) -> str:
    signs = "0123456789ABCDEFGHJKLMNPQRTUWXY"
    return "9142" + f"{chance.randint(0, 9999):04d}MA" + "".join(chance.choice(signs) for _ in range(8))


SLOTS: Mapping[str, Maker] = {
    **{f"n{count}": _between(10 ** (count - 1), 10**count - 1) for count in range(1, 9)},
    "year": _between(2018, 2026),
    "year2": _between(2027, 2035),
    "month": _between(1, 12),
    "day": _between(1, 31),
    "season": lambda chance: chance.choice(("春季", "夏季", "秋季", "冬季")),
    "date": lambda chance: (
        f"{chance.randint(2018, 2026)}年{chance.randint(1, 12)}月{chance.randint(1, 28)}日"
    ),
    "date2": lambda chance: (
        f"{chance.randint(2018, 2026)}-{chance.randint(1, 12):02d}-{chance.randint(1, 28):02d}"
    ),
    "clock": lambda chance: f"{chance.randint(0, 23)}:{chance.randint(0, 59):02d}",
    "change": lambda chance: f"{chance.choice(('上升', '下降'))}{chance.randint(1, 999) / 10}%",
    "percent": lambda chance: f"{chance.randint(1, 1000) / 10}%",
    "rate": lambda chance: f"{chance.randint(100, 999) / 100}",
    "order": lambda chance: f"{_day8(chance)}-{chance.randint(1, 9999):04d}",
    "order2": lambda chance: f"{_day8(chance)}{chance.randint(1, 999999):06d}",
    "gd": lambda chance: f"GD{_day8(chance)}{chance.randint(1, 99999):05d}",
    "money": lambda chance: f"{chance.randint(1, 99999)}.{chance.randint(0, 99):02d}",
    "long": lambda chance: str(chance.randint(10**9, 10**11 - 1)),
    "lng": lambda chance: f"{chance.randint(108, 116)}.{chance.randint(0, 999999):06d}",
    "lat": lambda chance: f"{chance.randint(29, 33)}.{chance.randint(0, 999999):06d}",
    "uscc": _uscc,
    "day8": _day8,
    "doc": lambda chance: f"燃安〔{chance.randint(2018, 2026)}〕{chance.randint(1, 999)}",
    "street": lambda chance: chance.choice(("解放路", "沿江大道", "建设路", "文昌街", "东门巷")),
}


def official_prose(characters: int, seed: int = 1) -> str:
    """At least so many characters of prose, in paragraphs of some sentences."""
    chance = random.Random(seed)
    paragraphs: list[str] = []
    length = 0
    while length < characters:
        chosen = chance.sample(SENTENCES, chance.randint(3, 6))
        paragraph = "".join(re.sub(r"\{(\w+)\}", lambda slot: SLOTS[slot[1]](chance), one) for one in chosen)
        paragraphs.append(paragraph)
        length += len(paragraph) + 2
    return "\n\n".join(paragraphs)
