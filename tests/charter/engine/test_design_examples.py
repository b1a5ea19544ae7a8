"""The example of the design, word for word, and the direction it shows for rule books."""

import json

from sunward.charter.engine import judge
from sunward.charter.engine.nodes import Node
from sunward.charter.engine.powers import read_power
from tests.charter.engine.scenes import national

CASE = """
{"matter": "land_compensation_distribution", "body": "member_representatives_meeting",
 "held_on": "2025-06-20", "notice_on": "2025-06-05", "called_by": "board", "authorisation": {"matter": true},
 "agenda": {"fixed_on": "2025-06-05", "includes_matter": true},
 "counts": {"member_representatives": {"entitled": 40, "present": 30, "for": 27, "against": 2, "abstain": 1}},
 "steps": [{"step": "party_study", "on": "2025-05-20"}]}
"""


def test_representatives_cannot_distribute_land_compensation():
    verdict = judge(json.loads(CASE), national("cn-collective")).to_document()

    assert verdict["valid"] is False
    assert verdict["charter"] == ["cn-collective@2025-05-01"]
    shown = {finding["rule"]: finding for finding in verdict["findings"]}
    competence, majority = shown["competence"], shown["majority"]
    assert competence.pop("zh")
    assert competence.pop("en")
    assert competence == {
        "rule": "competence",
        "ok": False,
        "source": "农村集体经济组织法 第二十八条",
        "required": "member_assembly",
        "actual": "member_representatives_meeting",
    }
    assert majority.pop("zh")
    assert majority.pop("en")
    assert majority == {
        "rule": "majority",
        "ok": True,
        "source": "农村集体经济组织法 第二十八条",
        "required": "2/3 of 40",
        "actual": "27",
    }
    assert [rule for rule, finding in shown.items() if not finding["ok"]] == ["competence"]


def test_the_member_assembly_is_what_the_design_says():
    rules = national("cn-collective").bodies["member_assembly"].rules

    assert rules.conveners[0].bodies == ("board",)
    assert rules.notices[0].days == 10
    for requirement, counted in ((rules.quorum[0], "present"), (rules.majority[0], "for")):
        (threshold,) = requirement.alternatives
        assert (threshold.of, threshold.counted, threshold.base) == ("members", counted, "entitled")
        assert threshold.share.required(412) == "2/3 of 412"
        assert threshold.source == "农村集体经济组织法 第二十七条"


def test_a_power_reads_as_the_design_writes_it():
    power = read_power(
        "approve_small_spending",
        Node(
            {
                "name": {"zh": "小额开支审批", "en": "approve small spending"},
                "act": "money.approve_payment",
                "held_by": ["residents_committee.director"],
                "risk": "medium",
                "limit": {
                    "amount_up_to": "5000 yuan",
                    "rolling": {"by": ["payee", "site", "category"], "days": 90},
                },
                "needs": {"documents": ["invoice"], "after": ["finance_review"]},
                "within": "3 working days",
                "published": {"within": "5 working days", "stays_up": "10 days"},
                "if_not": {"shown_as": "overdue", "goes_to": "supervision_committee"},
                "source": "向阳社区财务管理办法 第四条",
            },
            "powers",
        ),
        unconfirmed=False,
    )

    assert str(power.limit.amount_up_to) == "5000"
    assert power.limit.rolling
    assert power.limit.rolling.by == ("payee", "site", "category")
    assert power.within
    assert (power.within.days, power.within.working) == (3, True)
    assert power.published
    assert power.published.stays_up
    assert not power.published.stays_up.working
    assert power.if_not
    assert power.if_not.goes_to == "supervision_committee"
    assert power.held_by_office
