"""What pages and other contexts read from the registry."""

from sunward.registry.calendar import add_working_days, is_working_day
from sunward.registry.capacities import capacities_of
from sunward.registry.queries.communities import (
    AreaCard,
    CommunityCard,
    area_tree,
    bodies_of,
    communities_under,
    community,
    residents_count,
)
from sunward.registry.queries.kin import declarations_of, declared_kin_of_officers, related, relatives_of
from sunward.registry.queries.people import (
    ResidencePeriod,
    Resident,
    name_of,
    names_of,
    residence_of,
    some_resident,
)
from sunward.registry.queries.posts import (
    Holder,
    PersonPosts,
    PostCard,
    PostHeld,
    holders,
    holds_post,
    is_officer,
    post_card,
    post_keys_of,
    posts_in,
    posts_of,
    power_holders,
    terms_of,
)

__all__ = [
    "AreaCard",
    "CommunityCard",
    "Holder",
    "PersonPosts",
    "PostCard",
    "PostHeld",
    "ResidencePeriod",
    "Resident",
    "add_working_days",
    "area_tree",
    "bodies_of",
    "capacities_of",
    "communities_under",
    "community",
    "declarations_of",
    "declared_kin_of_officers",
    "holders",
    "holds_post",
    "household_exists",
    "is_officer",
    "is_working_day",
    "name_of",
    "names_of",
    "post_card",
    "post_keys_of",
    "posts_in",
    "posts_of",
    "power_holders",
    "related",
    "relatives_of",
    "residence_of",
    "residents_count",
    "some_resident",
    "terms_of",
]
