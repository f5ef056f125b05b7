"""A bulletin made by hand, for the tests of render and publish."""

from __future__ import annotations

import io
from dataclasses import replace
from datetime import date, timedelta
from typing import Any

from PIL import Image

from generator.model.bulletin import Article, Bulletin, BulletinSection, Foot, Masthead
from generator.model.report import Photo

ISSUER = "澜汀市实践活动领导小组办公室"
PARAGRAPH = (
    "<p>5月28日上午，市发展局召开助企纾困动员会，研究落实127家中小企业提出的融资、用工问题。"
    "会议强调，要把企业的事当作自己的事，<strong>问题不解决、干部不撤回</strong>，确保6月底前办结率达到98%。</p>"
)
TABLE = (
    '<div class="table" tabindex="0" role="region" aria-label="各县区诉求办理情况"><table class="columns-7">'
    "<caption>各县区诉求办理情况</caption>"
    '<thead><tr class="continued"><th colspan="7">续表</th></tr><tr>'
    + "".join(
        f"<th>{name}</th>" for name in ("县区", "派遣量", "办结量", "超期量", "办结率", "满意率", "较上周")
    )
    + "</tr></thead><tbody><tr>"
    + "".join(f"<td>{text}</td>" for text in ("云溪县", "132", "128", "4", "97.0%", "90.2%", "上升2.1%"))
    + "</tr></tbody></table></div>"
)
NOTED = (
    '<h4 class="level-1">一、摸清底数，建好台账</h4><h5 class="level-2">（一）走访到户</h5>'
    "<p>走访组分三路进企业。"
    '<sup class="footnote-ref" id="a1-ref-1"><a href="#a1-note-1" aria-label="注1">1</a></sup>'
    '<span class="footnote">统计口径为规模以上工业企业。</span></p><h6 class="level-3">1.融资难</h6>'
    '<p class="level-4" role="heading" aria-level="7">（1）续贷</p>'
    "<ul><li>市场主体反映融资难的46件；</li><li>困难群众反映取暖补贴的21件。</li></ul>"
    "<blockquote><p>“问题清单挂在墙上，责任就扛在肩上。”</p></blockquote>"
    '<ol class="footnotes"><li id="a1-note-1">统计口径为规模以上工业企业。</li></ol>'
)


def article(anchor: str, *title: str, **more: Any) -> Article:
    values: dict[str, Any] = {
        "subtitle": "",
        "html": PARAGRAPH,
        "byline": "（记者　周某　通讯员　李某）",
        "photos": (),
        "source": f"reports/2022/{anchor}.md",
    }
    return Article(anchor, title, **{**values, **more})


def bulletin(number: int = 5, **more: Any) -> Bulletin:
    """Issue `number` of 工作简报: two sections, four articles, four photos."""
    first = article(
        "a1",
        "市发展局召开助企纾困动员会",
        "推动127家中小企业诉求清单销号",
        subtitle="——深入开展“千名干部入户大走访”活动",
        html=PARAGRAPH + NOTED + TABLE,
        photos=(Photo(file="media/a.jpg", caption="动员会现场", photographer="陈某"),),
    )
    second = article(
        "a2",
        "市环境局开展夏季臭氧污染防治专项行动",
        photos=(
            Photo(file="media/b.jpg", caption="夜间巡查"),
            Photo(file="media/c.jpg", photographer="陈某"),
        ),
    )
    third = article("a3", "云溪县：“板凳会”开到田间地头", photos=(Photo(file="media/d.png"),))
    fourth = article("a4", "石垱区为老旧小区加装电梯132部", byline="")
    made = Bulletin(
        key=f"gongzuo-jianbao/2022-{number:02}",
        publication="gongzuo-jianbao",
        kind="简报",
        folder=f"gongzuo-jianbao/2022/{number:02}",
        file_name=f"工作简报2022年第{number}期.pdf",
        title=f"工作简报2022年第{number}期（总第{number + 73}期）",
        masthead=Masthead(
            "工作简报",
            f"第{number}期（总第{number + 73}期）",
            ISSUER,
            "2022年6月6日",
            notice="内部资料　注意保存",
        ),
        note_html="<p>本期刊发四家单位的做法，供各地借鉴。</p>",
        sections=(
            BulletinSection("工作部署", (first, second)),
            BulletinSection("基层动态", (third, fourth)),
        ),
        foot=Foot(
            (
                ("报", ("市委办公室", "市政府办公室")),
                ("送", ("市委组织部",)),
                ("发", ("各县市区", "市直各单位")),
            ),
            (("签发", "张某"), ("审核", "李某"), ("责编", "王某")),
            ISSUER,
            "2022年6月6日印发",
            126,
        ),
        date=date(2022, 6, 1) + timedelta(days=number - 1),
        year=2022,
        number=number,
        supplement=False,
        draft=False,
        even_foot=False,
        images=("media/a.jpg", "media/b.jpg", "media/c.jpg", "media/d.png"),
        sources=(),
    )
    return replace(made, **more)


def picture(size: tuple[int, int], form: str = "JPEG", mode: str = "RGB", **save: Any) -> bytes:
    """A picture of many colours."""
    image = Image.radial_gradient("L").resize(size)
    image = Image.merge(
        "RGB", (image, image.rotate(90), image.transpose(Image.Transpose.ROTATE_180).resize(size))
    )
    target = io.BytesIO()
    image.convert(mode).save(target, form, **save)
    return target.getvalue()
