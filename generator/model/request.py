"""A request of a citizen: one row of the ledger, and the names of its columns."""

from __future__ import annotations

from collections.abc import Mapping

from generator.model.record import Record, key
from generator.model.types import DateTime, Text, YesNo


class Request(Record):
    """One row as an editor writes it. The ledger itself is a table (see `model.ledger`): this record gives
    the columns their names, for the three kinds of files alike."""

    id: Text = key("编号", example="20220530-0017")
    channel: Text = key("来源渠道", "", example="12345热线")
    received_at: DateTime = key("受理时间", example="2022-05-30 09:12")
    type: Text = key("诉求类型", "", example="投诉")
    category: Text = key("问题分类", "", example="供暖供水供气")
    party: Text = key("服务对象", "", example="困难群众")
    area: Text = key("属地", "", example="澜中区")
    title: Text = key("标题", "")
    content: Text = key("内容", "")
    unit: Text = key("承办单位", "", example="市城管局")
    due: Text = key("办理时限", "", example="5个工作日")
    status: Text = key("状态", "", example="已办结")
    closed_at: DateTime | None = key("办结时间", None, example="2022-06-02 16:40")
    result: Text = key("办理结果", "")
    satisfaction: Text = key("满意度", "", example="满意")
    repeat_of: Text = key("重复件", "", example="20220501-0003")
    confidential: YesNo = key("保密", False)
    name: Text = key("姓名", "")
    phone: Text = key("电话", "")
    id_number: Text = key("证件号", "")
    address: Text = key("住址", "")


NEVER_PRINTED = ("name", "phone", "id_number", "address")
"""Columns that are not loaded into what templates can see; of `name` the check alone keeps the values."""

DIMENSIONS: Mapping[str, str] = {
    "诉求类型": "type",
    "来源渠道": "channel",
    "问题分类": "category",
    "服务对象": "party",
    "属地": "area",
    "承办单位": "unit",
    "单位类别": "unit_class",
}
"""What figures can be divided by → the column of the ledger's table. 单位类别 is that of the 承办单位."""
_WHISTLEBLOWING = "举报"
UNSAID = "未注明"
"""How a blank value of a dimension is printed."""


def is_whistleblowing(type: str, channel: str) -> bool:
    """Whether someone reports someone else's misdeeds (举报): nothing is printed that points to whoever did,
    which is no name, no day, no place, and nothing of which these could be worked out."""
    return _WHISTLEBLOWING in type or _WHISTLEBLOWING in channel
