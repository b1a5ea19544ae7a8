"""The acts of the registry; importing this makes them known."""

from sunward.registry.acts import (
    appoint,
    create_body,
    create_post,
    declare_interest,
    declare_kinship,
    end_appointment,
    end_membership,
    erase_private,
    found,
    record_arrival,
    record_departure,
    record_membership,
    register_household,
    register_person,
)

__all__ = [
    "appoint",
    "create_body",
    "create_post",
    "declare_interest",
    "declare_kinship",
    "end_appointment",
    "end_membership",
    "erase_private",
    "found",
    "record_arrival",
    "record_departure",
    "record_membership",
    "register_household",
    "register_person",
]
