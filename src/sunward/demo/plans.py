"""How the three communities are founded: areas, bodies, posts, first officers, first rule books."""

from typing import Any

from sunward.demo.people import names
from sunward.demo.script import Script

AREAS = [
    {"level": "city", "code": "990100000000", "name": {"zh": "临江市", "en": "Linjiang City"}},
    {"level": "district", "code": "990102000000", "name": {"zh": "明湖区", "en": "Minghu District"}},
    {"level": "street", "code": "990102003000", "name": {"zh": "柳河街道", "en": "Liuhe Street"}},
]
APART = ["residents_committee.*", "service_centre.*", "collective_board.*"]
IN_THE_STORY = frozenset({"刘强", "马秀英", "董富", "程磊"})  # no officer is taken for one of them
Plan = dict[str, Any]


def xiangyang(script: Script) -> Plan:
    """The one that tries, stumbles, and is corrected."""
    people = {
        "chen": ("陈国良", "Chen Guoliang"), "lin": ("林玉芬", "Lin Yufen"), "zhou": ("周明德", "Zhou Mingde"),
        "wu": ("吴秀兰", "Wu Xiulan"), "he": ("何军", "He Jun"), "sun": ("孙美玲", "Sun Meiling"),
        "zhao": ("赵德海", "Zhao Dehai"), "tang": ("唐蓉", "Tang Rong"), "xu": ("徐斌", "Xu Bin"),
        "gu": ("顾敏", "Gu Min"), "qian": ("钱丽", "Qian Li"),
    }  # fmt: skip
    officers = {"secretary": "chen", "director": "chen", "deputy": "lin", "head": "zhou", "clerk": "sun",
                "chair": "chen"}  # fmt: skip
    plan = _plan("xiangyang", "XY", {"zh": "向阳社区", "en": "Xiangyang Community"}, "001", 2318, 4)
    return _peopled(script, plan, people, officers, supervisors=["wu", "he"], delegates=57, first=["zhao"])


def heping(script: Script) -> Plan:
    """Small, dull, in order."""
    people = {
        "fang": ("方志远", "Fang Zhiyuan"), "lu": ("陆佳", "Lu Jia"), "mei": ("梅英", "Mei Ying"),
        "shi": ("石凯", "Shi Kai"), "qian": ("钱霞", "Qian Xia"),
    }  # fmt: skip
    officers = {"secretary": "fang", "director": "lu", "deputy": "mei", "head": "shi", "clerk": "qian"}
    plan = _plan("heping", "HP", {"zh": "和平社区", "en": "Heping Community"}, "002", 1204, 2)
    return _peopled(script, plan, people, officers, supervisors=[], delegates=35, first=[])


def guangming(script: Script) -> Plan:
    """The one that crams before a visit."""
    people = {
        "ma": ("马骏", "Ma Jun"), "bai": ("白洁", "Bai Jie"), "kong": ("孔亮", "Kong Liang"),
        "ye": ("叶青", "Ye Qing"), "dai": ("戴雨", "Dai Yu"),
    }  # fmt: skip
    officers = {"secretary": "ma", "director": "ma", "deputy": "bai", "head": "kong", "clerk": "dai"}
    plan = _plan("guangming", "GM", {"zh": "光明社区", "en": "Guangming Community"}, "003", 1866, 3)
    return _peopled(script, plan, people, officers, supervisors=["ye"], delegates=41, first=[])


def delegates(plan: Plan) -> list[str]:
    """The names of the residents' delegates, in the order of their seats."""
    held = _post(plan, "representatives_meeting", "delegate")["holders"]
    return [plan["people"][holder["person"]]["name"] for holder in held]


def _plan(code: str, prefix: str, name: dict[str, str], place: str, households: int, grids: int) -> Plan:
    area = f"990102003{place}"
    return {
        "demo": True,
        "community": {"prefix": prefix, "households": households},
        "areas": [*AREAS, {"level": "community", "code": area, "name": name}],
        "grids": [
            {"code": f"{area}{number:03d}", "name": {"zh": f"第{number}网格", "en": f"Grid {number}"}}
            for number in range(1, grids + 1)
        ],
        "charters": [
            "cn-urban",
            "cn-collective",
            "cn-owners",
            "cn-four-two",
            "demo-liuhe-street",
            "demo-liuhe-assemblies",
            f"demo-{code}",
        ],
    }


def _peopled(
    script: Script, plan: Plan, people: dict[str, tuple[str, str]], officers: dict[str, str], *,
    supervisors: list[str], delegates: int, first: list[str],
) -> Plan:  # fmt: skip
    """Bodies and posts with their first holders; whoever has no name in the story gets an invented one."""
    invented = {f"p{number}": (found, "") for number, found in enumerate(names(script.random, 80 + delegates))}
    free = (key for key, (name, _latin) in invented.items() if name not in IN_THE_STORY)
    members, party = [next(free) for _ in range(4)], [next(free) for _ in range(4)]
    supervisors = [*supervisors, *(next(free) for _ in range(4 - len(supervisors)))]
    seats = [*first, *(next(free) for _ in range(delegates - len(first)))]
    plan["people"] = {
        key: {"name": name, **({"latin_name": latin} if latin else {})}
        for key, (name, latin) in {**people, **invented}.items()
    }
    plan["bodies"] = [*_street(people), *_community(officers, members, party, supervisors, seats)]
    if "wu" in people:  # the incompatible posts that the page shows from the first day
        _post(plan, "service_centre", "clerk")["holders"].append({"person": "wu"})
    return plan


def _post(plan: Plan, kind: str, key: str) -> dict[str, Any]:
    body = next(body for body in plan["bodies"] if body["kind"] == kind)
    found: dict[str, Any] = next(post for post in body["posts"] if post["key"] == key)
    return found


def _street(people: dict[str, tuple[str, str]]) -> list[dict[str, Any]]:
    """The street's bodies; the first community founded brings them, the others use them again."""
    if "tang" not in people:
        return []
    return [
        _body("street_office", "柳河街道办事处", "Liuhe Street office", [
            _named("director", "街道办事处主任", "director of the street office", ["gu"]),
            _named("clerk", "街道办事员", "street clerk", ["qian"], seats=3)], at="street"),
        _body("street_discipline", "柳河街道纪工委", "Liuhe Street discipline office", [
            _named("officer", "街道纪检干部", "street discipline officer", ["tang"])], at="street"),
        _body("accounting_centre", "柳河街道会计代理中心", "Liuhe Street accounting centre", [
            _named("accountant", "街道代管会计", "street accountant", ["xu"])], at="street"),
    ]  # fmt: skip


def _community(
    officers: dict[str, str], members: list[str], party: list[str], supervisors: list[str], delegates: list[str]
) -> list[dict[str, Any]]:
    bodies = [
        _body("residents_committee", "居民委员会", "residents' committee", [
            _named("director", "居委会主任", "director of the residents' committee", [officers["director"]], term=5),
            _named("deputy_director", "居委会副主任", "deputy director", [officers["deputy"]], term=5),
            _named("member", "居委会委员", "committee member", members, seats=5, term=5)], seats=7),
        _body("party_organisation", "社区党组织", "party organisation", [
            _named("secretary", "党组织书记", "party secretary", [officers["secretary"]], term=5),
            _named("member", "党组织委员", "member of the party committee", party, seats=4, term=5)], seats=5),
        _body("supervision_committee", "居务监督委员会", "supervision committee", [
            _named("head", "监督委员会主任", "head of the supervision committee", [officers["head"]], term=5,
                   apart=APART),
            _named("member", "监督委员会委员", "supervision committee member", supervisors, seats=4, term=5,
                   apart=APART)], seats=5),
        _body("representatives_meeting", "居民代表会议", "residents' representatives' meeting", [
            _named("delegate", "居民代表", "residents' delegate", delegates, seats=len(delegates), term=5)],
            seats=len(delegates)),
        _body("service_centre", "便民服务中心", "service centre", [
            _named("clerk", "窗口办事员", "clerk", [officers["clerk"]], seats=3)]),
    ]  # fmt: skip
    if "chair" in officers:
        bodies.append(_body("collective_board", "股份经济合作社理事会", "board of the collective", [
            _named("chair", "理事长", "chair of the board", [officers["chair"]], term=5)], seats=5))  # fmt: skip
    return bodies


def _body(
    kind: str, zh: str, en: str, posts: list[dict[str, Any]], *, at: str = "", seats: int | None = None
) -> dict[str, Any]:
    body: dict[str, Any] = {"kind": kind, "name": {"zh": zh, "en": en}, "posts": posts}
    return body | ({"at": at} if at else {}) | ({"seats": seats} if seats else {})


def _named(
    key: str, zh: str, en: str, people: list[str], *, seats: int = 1, term: int | None = None,
    apart: list[str] | None = None,
) -> dict[str, Any]:  # fmt: skip
    post: dict[str, Any] = {"key": key, "title": {"zh": zh, "en": en}, "seats": seats}
    post["holders"] = [{"person": person} for person in people]
    return post | ({"term_years": term} if term else {}) | ({"incompatible_with": apart} if apart else {})
