"""How far a post reaches: into its own area and those below it, never upward.

A community's list of powers grants acts in that community alone. The street's bodies serve many communities; were
their posts filled from below, one community's clerk could make themselves the overseer of all.
"""

from sunward.kernel.acts import Unknown
from sunward.registry.models import Community, Post
from sunward.registry.queries.posts import find_post


def reaches(acting: str, post: Post, community: str) -> bool:
    """Whether somebody who acts in the post `acting` (`body.key`, or a capacity) for a community may enter who holds
    this post."""
    return post.body.area.path.startswith(_area_path(acting, community))


def _area_path(acting: str, community: str) -> str:
    """The path of the area whose body the acting post belongs to; a capacity reaches the community itself."""
    try:
        return find_post(acting, community).body.area.path
    except Unknown:
        return Community.objects.select_related("area").get(code=community).area.path
