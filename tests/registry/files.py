"""Files of residents and officers, and what is found wrong with them."""

from sunward.registry.imports.staging import stage
from tests.registry.conftest import CODE

ID = "110105194912310 02X"
HEADING = "姓名,门牌,居住身份,居住起始日"
POSTS = "姓名,人员编号,岗位,任职起始日,任期最后一天\n"
DELEGATE = "representatives_meeting.delegate"
GOOD = f"{HEADING}\n王小明,1-101,户籍,2009/6/1\n李梅,1-102,常住,2024年9月1日\n"


def faults(text: str | bytes, kind: str = "residents") -> list[str]:
    data = text if isinstance(text, bytes) else text.encode()
    return [str(problem) for problem in stage(data, kind, CODE).problems]
