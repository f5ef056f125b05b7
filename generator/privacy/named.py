"""Citizens who are named in full in a report of the office: 群众王秀兰说, 家住城东的张建国.

Whether two or three characters are a name cannot be told for certain. So a name counts behind a word for
citizens, with a usual surname, a given name of characters that names are made of, and behind it a mark or
what is said of persons; behind a name of two characters, which many words look like, only what tells for
certain. What is made public is masked by `public_names`, which may find a word too many.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from generator.privacy.found import NAME, Found
from generator.privacy.names import COMPOUND_SURNAMES
from generator.privacy.words import WORDS

_ROLES = (
    "居民|村民|市民|群众|业主|住户|租户|农户|贫困户|脱贫户|种植户|养殖户|来电人|诉求人|投诉人|反映人|申请人"
    r"|(?:家住|住在)[^，。；：！？、“”\s]{1,20}?的"
)
_SURNAMES = (
    "王李张刘陈杨赵黄周吴徐孙胡朱林郭罗梁宋郑谢韩唐冯董萧肖程曹袁邓傅沈曾彭吕苏卢蒋蔡贾丁魏薛叶阎余潘杜戴夏钟汪田"
    "姜范石姚谭廖邹熊陆郝孔崔康邱秦史顾侯邵孟龙段雷钱汤尹黎贺龚樊殷施翟倪严牛温芦俞章葛韦毕聂焦柳邢岳齐梅庄涂"
    "马何高许任金武洪乔鲁"
)
_GIVEN = (
    r"(?![某们的了地说着过在向对把被将给没不也就都还又次每各这那此其与及或从要想该很太最更已只却但打拨投诉拿坐看听"
    r"问答称叫请让使做办里外内后前个户组委村区镇县市街部人家多几两因由于以所应当您我你他她它是有和为])[\u4e00-\u9fff]"
)
_CERTAIN = (
    r"说|表示|告诉|反映|介绍|感慨|感激|激动|笑|指着|拿出|握着|拉着|今年|家[中里的]|的(?:家|父|母|儿|女|丈夫|妻子|诉求|投诉)"
    r"|，|、|。|：|（[男女\d]|来电|来访|来信|致电|拨打|投诉|举报|求助|咨询"
)
_LIKELY = (
    r"打|拨|致|送|来|去|到|拿|走|住|收|把|被|将|给|为|跟|和|同|与|的|在|是|有|也|就|又|还|很|从|因|想|要|向|对|听|站|坐|看"
    r"|握|拉|带|建议|希望|主动|多次|第一|一家|一直|每天|夫妇|夫妻|等|“|（|；|！|？|$"
)
_CITIZEN = re.compile(
    rf"(?:{_ROLES})(?:(?P<long>(?:{'|'.join(sorted(COMPOUND_SURNAMES))}){_GIVEN}{{1,2}}?|[{_SURNAMES}]{_GIVEN}{{2}})"
    rf"(?={_CERTAIN}|{_LIKELY})|(?P<short>[{_SURNAMES}]{_GIVEN})(?={_CERTAIN}|[在向对听站坐看]))"
)
_TITLED = re.compile(
    "大[爷妈姐哥娘叔婶嫂伯姨]|[阿小大]姨|先生|女士|小姐|师傅|奶奶|爷爷|老[师汉伯人板乡总太]|婆婆|公公|同志|医生|叔叔|伯伯|嫂子|书记|主任"
    "|经理|局长|支书|教授|警官|律师|[姐哥姨叔婶伯爷奶嫂总]$"
)
"""What stands behind a surname and is no given name: 王大爷."""
_NO_NAME = re.compile(
    "张[开罗望灯榜口扬]|陈[述旧列情诉规词]|黄[土豆瓜金色泥油牛桃花昏鳝酒]|周[知日身一二三四五六刊长岁转年末边到密]|林[权果木地下间业场区产带]"
    "|谢[过谢恩意罪绝]|程[控式度序]|康[乐庄复养居]|钱[财物粮币款包]|焦[急躁灼虑距点]|齐[声聚唱心整备全集抓]|施[救肥展压加用工放行]"
    "|牛[肉棚皮奶羊圈粪油排栏]|石[料榴膏子块阶桥板墩灰墙匠头材化油碑狮堆台]|田[产块地间径亩野土]|叶[菜片子]|梅[子雨花]|汤[药池圆]|姜蒜"
    "|温[饱泉情室度暖差水热馨习]|贺[岁信词电卡]|严[守防密加厉重峻格禁寒惩实明查谨肃打]|高[声呼喊唱额龄处坠发考价产血烧压低大等热温分度档端危"
    "学校级层空位中效速峰标手举涨质铁新于达兴品强频]|何[以事地种人必等时处况尝止用苦妨年方日来]|许[下久多诺可愿配]|任[期选由凭命免教何务意职用性]"
    "|金[钱婚额融银属秋色子牌]|马[桶拉铃路上匹车蹄力]|武[术器装警力]|洪[灾亮水涝流]|龙[舞灯船舟虾头]|雷[声同雨电击管]|史[上实料志书学]|段[位长落子]"
    "|胡[说乱同扯话闹须]|夏[收种粮天季日令至秋]|孙[辈女儿子]|罗[圈列嗦]|苏醒|章[法鱼节程]|熊[孩猫]|顾[全及虑客问念]"
    "|余[粮钱款电生量热额下]|毕[生恭业竟]|葛根|柳[编条树]|曾[经用反来去到提试联共获任是因在]|董事|翟家|丁[字零]|梁[柱上]|宋体|唐装|苗[木圃]"
)
"""Words that begin with a surname besides those of `WORDS`."""


def find_named(text: str) -> Iterator[Found]:
    """The full names of citizens in a text, in order; 李某 and 王大爷 are nobody's."""
    for match in _CITIZEN.finditer(text):
        group = "long" if match["long"] else "short"
        name, start = match[group], match.start(group)
        given = name[2:] if name[:2] in COMPOUND_SURNAMES and len(name) > 2 else name[1:]
        if name[:2] in WORDS or _NO_NAME.match(name) or _TITLED.search(given):
            continue
        yield Found(NAME, start, match.end(group))
