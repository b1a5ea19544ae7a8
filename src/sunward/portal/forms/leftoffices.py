"""Whose handover begins: the terms that ended, by post and person, instead of the numbers of appointments."""

from typing import Any

from django import forms
from django.utils.translation import gettext as _

from sunward.elections import queries as elections
from sunward.kernel import clock
from sunward.kernel.refs import Ref, body_of
from sunward.kernel.text import Text
from sunward.portal.words.said import plain_date
from sunward.registry import queries as registry
from sunward.registry.queries import Term


class TermField(forms.ChoiceField):
    """A term by its post and person. The act says why another one hands nothing over, or not yet."""

    def valid_value(self, _value: Any) -> bool:
        return True


def left_field(code: str, _here: Ref, **options: Any) -> forms.Field:
    """The terms whose handover nobody has begun, the newest first; said so where there is none."""
    terms = elections.to_hand_over(code, clock.today())
    names, titles = registry.names_of([one.person for one in terms]), registry.titles_in(code)
    choices = [(one.number, _said(one, names[one.person], titles[body_of(one.post)])) for one in terms]
    hint = "" if choices else _("There is no handover that is still to begin: nobody has left such an office.")
    return TermField(choices=[("", "-"), *choices], help_text=hint, **options)


def _said(term: Term, name: str, body: Text) -> str:
    """Who left which post, and when; two bodies may each have a head."""
    words = {"name": name, "post": term.title, "body": body, "day": plain_date(term.left_on) if term.left_on else ""}
    return _("%(name)s, %(post)s, %(body)s, left on %(day)s") % words
