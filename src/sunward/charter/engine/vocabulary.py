"""The words that every rule book and every case share: bodies, counting classes, steps, rules, layers."""

from enum import StrEnum
from types import MappingProxyType

from sunward.charter.engine.texts import Text


class Rule(StrEnum):
    """The names under which findings are reported, in the order in which they are listed."""

    COMPETENCE = "competence"
    CONVENING = "convening"
    NOTICE = "notice"
    AGENDA = "agenda"
    QUORUM = "quorum"
    MAJORITY = "majority"
    COMPOSITION = "composition"
    STEP_ORDER = "step_order"
    STEP_MISSING = "step_missing"
    PUBLICATION = "publication"

    __hash__ = str.__hash__  # the enum's own is slower, and verdicts look rules up often


class Rank(StrEnum):
    """How wide a body is; a lower rule book may move a decision to a wider body, never to a narrower one."""

    COMMITTEE = "committee"
    JOINT = "joint"
    REPRESENTATIVES = "representatives"
    ASSEMBLY = "assembly"

    @property
    def width(self) -> int:
        return tuple(Rank).index(self)


class Layer(StrEnum):
    """Whose rule book it is, from the widest to the most local; the party's own adds steps to all of them."""

    NATION = "nation"
    PROVINCE = "province"
    COUNTY = "county"
    STREET = "street"
    COMMUNITY = "community"
    PARTY = "party"

    @property
    def depth(self) -> int:
        return tuple(Layer).index(self)


BODIES = MappingProxyType(
    {
        "residents_assembly": (Rank.ASSEMBLY, Text("居民会议", "residents' assembly")),
        "villagers_assembly": (Rank.ASSEMBLY, Text("村民会议", "villagers' assembly")),
        "representatives_meeting": (Rank.REPRESENTATIVES, Text("代表会议", "representatives' meeting")),
        "party_members_meeting": (Rank.JOINT, Text("党员大会", "party members' meeting")),
        "joint_meeting": (Rank.JOINT, Text("两委联席会议", "joint meeting of the two committees")),
        "member_assembly": (Rank.ASSEMBLY, Text("成员大会", "members' assembly")),
        "member_representatives_meeting": (
            Rank.REPRESENTATIVES,
            Text("成员代表大会", "members' representatives' meeting"),
        ),
        "board": (Rank.COMMITTEE, Text("理事会", "board")),
        "residents_committee": (Rank.COMMITTEE, Text("居民委员会", "residents' committee")),
        "villagers_committee": (Rank.COMMITTEE, Text("村民委员会", "villagers' committee")),
        "subgroup_meeting": (Rank.ASSEMBLY, Text("小组会议", "subgroup meeting")),
        "owners_assembly": (Rank.ASSEMBLY, Text("业主大会", "owners' assembly")),
    }
)


def usual_name(key: str) -> Text:
    """What a body is called when no rule book names it; the key itself for anything else."""
    return BODIES[key][1] if key in BODIES else Text(key, key)


# Who may own a duty, hold a power or be gone to, without being a deciding body.
OFFICES = (
    *("party_organisation", "supervision_committee", "supervising_office", "supervisory_board"),
    *("accounting_centre", "discipline_office", "election_committee", "service_centre"),
    *("integrity_authority", "finance_review_group", "party_branch", "owners_committee"),
    *("street_office", "township", "county", "two_committees"),
    *("residents", "members", "households"),
)
SUPERVISORS = "supervision_committee"
PETITION = "petition"

CLASSES = MappingProxyType(
    {
        "adults": Text("十八周岁以上的居民（村民）", "adults"),
        "household_delegates": Text("户的代表", "household delegates"),
        "group_delegates": Text("小组选举的代表", "group delegates"),
        "subgroups": Text("小组", "subgroups"),
        "body_members": Text("会议组成人员", "members of the body"),
        "representatives": Text("代表", "representatives"),
        "women_representatives": Text("妇女代表", "women representatives"),
        "members": Text("成员", "members"),
        "member_representatives": Text("成员代表", "members' representatives"),
        "party_members": Text("党员", "party members"),
        "registered_voters": Text("登记参加选举的人", "registered voters"),
        "owners": Text("业主", "owners"),
        "owners_area": Text("业主的专有部分面积", "floor area of the owners"),
        "board_members": Text("理事", "board members"),
    }
)

# Classes that count floor area, in hundredths of a square metre, and the people whose area it is. Nobody belongs to
# one: rolls, petitions and compositions are of people.
AREAS = MappingProxyType({"owners_area": "owners"})
AREA_OF = MappingProxyType({people: area for area, people in AREAS.items()})
HEADS = tuple(key for key in CLASSES if key not in AREAS)

STEPS = MappingProxyType(
    {
        "opinion": Text("征求意见", "gathering opinions"),
        "proposal": Text("提议", "proposal"),
        "consultation": Text("商议", "consultation"),
        "party_study": Text("党组织研究讨论", "study by the party organisation"),
        "party_members_review": Text("党员大会审议", "review by the party members"),
        "resolution": Text("决议", "resolution"),
        "resolution_disclosure": Text("决议公开", "disclosure of the resolution"),
        "execution": Text("实施", "execution"),
        "result_disclosure": Text("结果公开", "disclosure of the result"),
    }
)

# The money that a decision opens: the lines of a year's budget, payments, payments that have left in an emergency.
AUTHORISES = ("budget", "spending", "urgent_spending")

FIGURES = ("entitled", "present", "cast", "for", "against", "abstain")
BASES = ("entitled", "present", "cast", "registered")
RESIDENCE = ("registered", "habitual", "mobile")  # how somebody lives here, as the register tells it apart
CAPACITIES = ("anyone", "resident", "voter", "member", "party_member", "owner", "clock")
