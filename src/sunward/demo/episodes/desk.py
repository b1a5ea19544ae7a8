"""Zhao Dehai has no phone: he objects at the desk, finds his words cut short, disputes it, and gets an answer."""

from sunward.demo.script import CLERK, DELEGATE, SUPERVISION_MEMBER, SUPERVISOR, Community, paper
from sunward.kernel.refs import Ref


def asks(community: Community, kept: dict[str, Ref]) -> None:
    """The clerk enters it for him and prints a receipt."""
    words = "两次按时答复、一次没有答复。没有答复的是哪一次？"
    zhao, slip = community.holder(DELEGATE), paper("slip of an objection")
    done = community.act("disclosure.object", CLERK, kept["report"], served=zhao, text=words, signed=slip)
    kept["at_desk"] = Ref("entry", done.entry.ref)
    kept["question"] = done.result or kept["report"]


def disputes(community: Community, kept: dict[str, Ref]) -> None:
    """By the receipt he sees what was entered, and says to a supervisor what is missing."""
    words = "我还问了要不要追究，办事员没有写进去。"
    kept["dispute"] = community.made(
        "disclosure.dispute_desk_act",
        SUPERVISION_MEMBER,
        kept["at_desk"],
        served=community.holder(DELEGATE),
        text=words,
    )


def answered(community: Community, kept: dict[str, Ref]) -> None:
    words = "代办的内容属实，但不完整。补上的问题一并答复。"
    community.act("disclosure.answer_dispute", SUPERVISOR, kept["dispute"], outcome="not_upheld", answer=words)
    words = "没有答复的是树木修剪付款的询问。款项已退回，街道纪工委已介入。"
    community.act("disclosure.answer_objection", SUPERVISOR, kept["question"], outcome="not_upheld", answer=words)
