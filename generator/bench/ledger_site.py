"""A site whose ledger has as many invented rows as one likes, and one monthly 专报."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from generator.bench.prose import make_issues
from generator.bench.site import report_path, write_site

ISSUE = "zhuanbao/2026-01"
CSV = "content/requests/2026.csv"
CLASSES = ("市直", "县市区", "功能区")
UNITS: Mapping[str, str] = {f"承办单位第{number:02d}局": CLASSES[number % 3] for number in range(60)}
"""Unit → class."""
TYPES = ("咨询", "求助", "投诉", "举报", "建议", "表扬")
CHANNELS = ("来访", "12345热线", "e线民生", "举报箱", "短信", "走访")
PARTIES = ("市场主体", "困难群众", "基层单位")
CATEGORIES = tuple(f"问题分类第{number:02d}项" for number in range(30))
AREAS = tuple(f"第{number:02d}县区" for number in range(14))
SURNAMES = tuple("赵钱孙李周吴郑王冯陈褚卫蒋沈韩杨朱秦尤许")
GIVEN = tuple("伟芳娜敏静丽强磊军洋勇艳杰娟涛明超秀霞平刚桂英华建文辉玲云红志海")
"""Of which some twenty thousand names are made."""

_BULLETINS = 4

_SITE = f"""单位: 澜汀市实践活动领导小组办公室
词表:
  问题分类: [{", ".join(CATEGORIES)}]
刊物:
  zhuanbao: {{名称: 社情民意月报, 类型: 专报, 频次: 月}}
"""
_ISSUE = """期号: 1
签发日期: 2026-02-02
报道期间: 2026年1月
栏目:
  - 名称: 关键数字
    内容: [关键数字]
"""

_ROWS = """
    SELECT id AS 编号, channel AS 来源渠道, strftime(received, '%Y-%m-%d %H:%M') AS 受理时间,
        type AS 诉求类型, category AS 问题分类, party AS 服务对象, area AS 属地,
        category || '方面的' || type AS 标题,
        '反映' || area || '某处' || category || '长期没有解决，请有关部门尽快到现场查看。' AS 内容,
        unit AS 承办单位, strftime(received + INTERVAL 7 DAY, '%Y-%m-%d') AS 办理时限,
        CASE WHEN closed THEN '已办结' ELSE '办理中' END AS 状态,
        CASE WHEN closed THEN strftime(received + INTERVAL (hours) HOUR, '%Y-%m-%d %H:%M') END AS 办结时间,
        CASE WHEN closed THEN unit || '已派人到现场处理，并向来电人作了答复。' END AS 办理结果,
        CASE WHEN closed THEN ['满意', '基本满意', '不满意', '未评价'][1 + chance % 4] END AS 满意度,
        CASE WHEN chance % 20 = 0 AND number > 1000
            THEN 'GD' || lpad((number - 1 - chance % 1000)::VARCHAR, 8, '0') END AS 重复件,
        CASE WHEN chance % 200 = 1 THEN '是' END AS 保密,
        $surnames[1 + person % 20] || $given[1 + person // 20 % 32] || $given[1 + person // 640] AS 姓名,
        -- No telephone and no identity number begins so.
        '100' || lpad(number::VARCHAR, 8, '0') AS 电话,
        CASE WHEN chance % 3 = 0 THEN '99' || lpad(number::VARCHAR, 16, '0') END AS 证件号,
        CASE WHEN chance % 2 = 0 THEN area || '第' || (hours % 40) || '街道' || (1 + number % 400) || '号'
            || (1 + chance % 20) || '栋' || (101 + chance) || '室' END AS 住址
    FROM (
        SELECT number, 'GD' || lpad(number::VARCHAR, 8, '0') AS id,
            $channels[1 + (hash(number, 1) % len($channels))::INT] AS channel,
            $types[1 + (hash(number, 2) % len($types))::INT] AS type,
            $categories[1 + (hash(number, 3) % len($categories))::INT] AS category,
            $parties[1 + (hash(number, 4) % len($parties))::INT] AS party,
            $areas[1 + (hash(number, 5) % len($areas))::INT] AS area,
            $units[1 + (hash(number, 6) % len($units))::INT] AS unit,
            TIMESTAMP '2024-08-01' + INTERVAL (number * 549 * 1440 // $count) MINUTE AS received,
            (hash(number, 7) % 1000)::INT AS chance, 1 + (hash(number, 8) % 240)::INT AS hours,
            hash(number, 9) % 100 < 98 AS closed, (hash(number, 10) % 20480)::INT AS person
        FROM range($count) AS numbers(number))
"""


def write_ledger_site(folder: Path, count: int) -> None:
    """A site with `count` requests of 549 days, up to the end of January 2026; none with 0."""
    issue = folder / "content" / "issues" / f"{ISSUE}.yaml"
    issue.parent.mkdir(parents=True)
    issue.write_text(_ISSUE, encoding="utf-8")
    (folder / "site.yaml").write_text(_SITE, encoding="utf-8")
    units = "".join(f"- {{名称: {name}, 类别: {unit_class}}}\n" for name, unit_class in UNITS.items())
    (folder / "content" / "units.yaml").write_text(units, encoding="utf-8")
    if count:
        _write_rows(folder / CSV, count)


def write_bulletin_site(folder: Path, count: int) -> None:
    """Synthetic bulletins beside a ledger of `count` requests, a figure of which one report prints; with 0
    the same bulletins without a ledger and without the figure."""
    issues = make_issues(_BULLETINS)
    write_site(folder, issues)
    with (folder / "content" / "units.yaml").open("a", encoding="utf-8") as units:
        units.writelines(f"- {{名称: {name}, 类别: {unit_class}}}\n" for name, unit_class in UNITS.items())
    with (folder / "site.yaml").open("a", encoding="utf-8") as site:
        site.write(f"词表:\n  问题分类: [{', '.join(CATEGORIES)}]\n")
    if count:
        _write_rows(folder / CSV, count)
        report = folder / "content" / report_path(issues[-1], issues[-1].stories[0])
        with report.open("a", encoding="utf-8") as file:
            file.write("\n这段时间受理诉求{{受理量}}件。\n")


def _write_rows(path: Path, count: int) -> None:
    import duckdb

    path.parent.mkdir(parents=True)
    lists = {"channels": CHANNELS, "types": TYPES, "categories": CATEGORIES}
    lists |= {"surnames": SURNAMES, "given": GIVEN}
    lists |= {"parties": PARTIES, "areas": AREAS, "units": tuple(UNITS)}
    parameters = {name: list(values) for name, values in lists.items()}
    with duckdb.connect(":memory:") as connection:
        connection.execute("SET enable_progress_bar = false")
        rows = connection.sql(_ROWS, params={**parameters, "count": count})
        rows.write_csv(str(path), header=True)
