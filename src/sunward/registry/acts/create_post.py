"""A post is set up in a body, so that the charter can grant it powers."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.utils.translation import gettext as _

from sunward.kernel.acts import Outcome, register
from sunward.kernel.facts import FactsError, asked
from sunward.kernel.findings import Finding
from sunward.kernel.listed import listed
from sunward.kernel.memo import forget
from sunward.kernel.refs import Ref
from sunward.kernel.text import Text
from sunward.registry.acting import ActOnCommunity
from sunward.registry.founding.plan import PATTERN, WORD
from sunward.registry.lookup import body_named
from sunward.registry.models import Post

SEPARATED = Text("用逗号隔开，例如 supervision_committee.*", "separated by commas, for example supervision_committee.*")


@dataclass(frozen=True, slots=True)
class CreatePostFacts:
    body: str = asked("在哪个组织", "in which body")
    key: str = asked("什么岗位", "which post", most=60)
    title_zh: str = asked("中文名称", "title in Chinese", most=80)
    title_en: str = asked("英文名称", "title in English", most=80)
    seats: int = asked("同时几人担任", "how many hold it at once", default=1)
    term_years: int | None = asked("任期几年", "term in years", default=None)
    incompatible_with: str = asked("不能兼任的岗位", "posts nobody may hold with it", hint=SEPARATED, default="")


@register
class CreatePost(ActOnCommunity[CreatePostFacts]):
    name = "registry.create_post"
    title = Text("设立岗位", "create a post")
    kind = "effect"
    facts_type = CreatePostFacts

    def _patterns(self) -> list[str]:
        return listed(self.facts.incompatible_with)

    def judge(self) -> Iterable[Finding]:
        """Refuse what cannot be.

        Raises:
            FactsError: for an unknown body, an unusable or taken code word, or a post without seats.
        """
        body = body_named("body", self.facts.body, self.subject.code)
        if not WORD.match(self.facts.key):
            raise FactsError({"key": [_("Accepted: small letters, digits and _.")]})
        if Post.objects.filter(body=body, key=self.facts.key).exists():
            raise FactsError({"key": [_("This post exists already.")]})
        if self.facts.seats < 1:
            raise FactsError({"seats": [_("At least one.")]})
        if not all(PATTERN.match(each) for each in self._patterns()):
            raise FactsError({"incompatible_with": [_("Accepted: body.post, or body.* for all posts of a body.")]})
        return ()

    def write(self) -> Outcome:
        forget()
        body = body_named("body", self.facts.body, self.subject.code)
        post = Post.objects.create(
            number=f"{body.number}.{self.facts.key}", body=body, key=self.facts.key, title_zh=self.facts.title_zh,
            title_en=self.facts.title_en, seats=self.facts.seats, term_years=self.facts.term_years,
            incompatible_with=self._patterns(),
        )  # fmt: skip
        return Outcome(result=Ref("post", post.number))
