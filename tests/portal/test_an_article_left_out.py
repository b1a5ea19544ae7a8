"""What a covenant leaves out is named by the text in which it stood."""

from sunward.portal.words.differences import articles_changed


def test_by_its_number_until_now() -> None:
    """Failed before: the second was left out, and it was said of the first, which had changed as well."""
    old = ["晚上十点以后不放音响。", "楼道不堆东西。", "每月第一个周六大扫除。"]
    new = ["晚上九点以后不放音响。", "每月第一个周六大扫除。", "电动车不进楼道。"]
    told = [(one["label"].en, str(one["before"]), str(one["after"])) for one in articles_changed(old, new)]
    assert told == [
        ("Article 1", old[0], new[0]), ("Article 2 until now", old[1], "（删去）"), ("Article 3", "（新增）", new[2])
    ]  # fmt: skip
