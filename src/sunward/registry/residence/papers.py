"""What was seen of somebody who arrived, in words."""

from sunward.kernel.text import Text

PAPERS = (
    ("identity_card", Text("身份证", "identity card")),
    ("residence_permit", Text("居住证", "residence permit")),
    ("lease", Text("租房合同", "lease")),
    ("employer_letter", Text("用人单位证明", "letter of the employer")),
    ("none", Text("什么证件都没有", "no papers at all")),
)
