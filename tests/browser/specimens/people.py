"""Specimens of those who hold power."""

from types import SimpleNamespace as Thing

from tests.browser.specimens.made import T, fact, tag

PEOPLE = [
    Thing(
        url="#",
        initials=T("陈", "CG"),
        name=T("陈国良", "Chen Guoliang"),
        post=T("书记、居委会主任", "Party secretary and committee director"),
        facts=[
            fact("可单独批", "Alone up to", "¥5,000", "¥5,000"),
            fact("上次述职", "Last report", "7月 · 满意86%（212人评）", "July · 86% satisfied (212 ratings)"),
            fact("受谁监督", "Checked by", "监督委员会、街道", "Supervision committee, street"),
        ],
        tags=[tag("warn", "warn", "一人兼3职", "Holds 3 posts")],
    ),
    Thing(
        url="#",
        initials=T("林", "LY"),
        name=T("林玉芬", "Lin Yufen"),
        post=T("副主任，管财务", "Deputy director, finance"),
        facts=[
            fact("可单独批", "Alone up to", "¥2,000", "¥2,000"),
            fact("受谁监督", "Checked by", "监督委员会、审计", "Supervision committee, audit"),
        ],
        tags=[],
    ),
    Thing(
        url="",
        initials=T("周", "ZM"),
        name=T("周明德", "Zhou Mingde"),
        post=T("监督委员会主任", "Head of the supervision committee"),
        facts=[
            fact("能做什么", "May", "质询、查账、提请暂停", "Question, inspect books, ask for a hold"),
            fact("今年质询", "Questions", "14次，答复13次", "14 this year, 13 answered"),
        ],
        tags=[],
    ),
]
