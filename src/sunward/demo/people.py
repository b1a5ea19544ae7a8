"""Invented people: names drawn from common characters, in numbers large enough for a community."""

import random

FAMILY = "王李张刘陈杨赵黄周吴徐孙胡朱高林何郭马罗梁宋郑谢韩唐冯于董萧程曹袁邓许傅沈曾彭吕"
GIVEN = "伟芳娜敏静丽强磊军洋勇艳杰娟涛明超秀兰霞平刚桂英华玉萍红建国春梅海燕志文斌玲晶亮宁凯欣佳琪雨辰子涵"


def name(dice: random.Random) -> str:
    """A family name and one or two further characters."""
    given = "".join(dice.choice(GIVEN) for _ in range(dice.choice((1, 2, 2, 2))))
    return dice.choice(FAMILY) + given


def names(dice: random.Random, number: int) -> list[str]:
    """So many different names."""
    found: dict[str, None] = {}
    while len(found) < number:
        found[name(dice)] = None
    return list(found)
