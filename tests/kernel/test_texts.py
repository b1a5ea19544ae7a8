"""A text that carries its own languages is filled in with others that do."""

from sunward.kernel.text import Text


def test_each_language_is_filled_in_with_its_own() -> None:
    """What somebody has typed may have braces: it is no place to fill in."""
    said = Text("由{body}决定：{title}", "decided by the {body}: {title}")
    filled = said.fill(body=Text("业主委员会{筹}", "owners’ committee {interim}"), title="修车棚")
    assert filled == Text("由业主委员会{筹}决定：修车棚", "decided by the owners’ committee {interim}: 修车棚")
