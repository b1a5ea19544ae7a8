"""What a correction begins with: item, readers, words and table of the posting that it takes the place of, as far as
whoever corrects it may read them. Since when and for how long it hangs is said anew."""

from sunward.disclosure import queries as disclosure
from sunward.disclosure.acts.publish import NUMBERED
from sunward.kernel.refs import Ref
from sunward.kernel.viewer import Viewer
from sunward.portal.forms.tablefield import lines_of


def as_posted(number: str, viewer: Viewer) -> dict[str, str]:
    """The facts of a posting by its number; nothing for a number that nobody posted."""
    said = disclosure.wording(number, viewer)
    if said is None:
        return {}
    return {
        "item": said.item, "title_en": said.title_en, "about": _as_printed(said.about),
        "audience": said.audience, "audience_ref": said.audience_ref, "text": said.text, "rows": lines_of(said.rows),
    }  # fmt: skip


def _as_printed(about: Ref) -> str:
    """What it was about, as its field asks for it; nothing of what was about nothing in particular."""
    if about.type == "community":
        return ""
    return about.id if about.type in NUMBERED else str(about)
