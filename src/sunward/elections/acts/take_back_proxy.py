"""Take a proxy back: whoever gave it comes after all."""

from collections.abc import Iterator
from functools import cached_property

from sunward.elections.acting import ActOnElection
from sunward.elections.models import Proxy
from sunward.elections.polling import proxylist
from sunward.kernel.acts import Outcome, register
from sunward.kernel.findings import Finding
from sunward.kernel.refs import person_number
from sunward.kernel.slips import SlipFacts
from sunward.kernel.text import Text

GIVEN = Text("已经委托别人投票，还没有收回。", "A proxy was given and not taken back.")
NONE = Text("没有委托别人投票，或者已经收回。", "No proxy was given, or it was taken back.")


@register
class TakeBackProxy(ActOnElection[SlipFacts]):
    """A sheet that the proxy took before that stays taken: one place, one sheet."""

    name = "elections.take_back_proxy"
    title = Text("收回委托", "take my proxy back")
    kind = "effect"
    facts_type = SlipFacts

    @cached_property
    def proxy(self) -> Proxy | None:
        number = person_number(self.call.person)
        return Proxy.objects.filter(election=self.subject, giver__number=number, void_on=None).first()

    def standing(self) -> Iterator[Finding]:
        yield Finding.either("proxy_given", self.proxy is not None, GIVEN, NONE)

    def write(self) -> Outcome:
        if self.proxy is None:
            raise AssertionError("standing lets nobody through without a proxy")
        self.proxy.void_on, self.proxy.taken_back_in = self.call.day, self.call.ref
        self.proxy.save(update_fields=["void_on", "taken_back_in"])
        number = self.subject.proxies.filter(void_on=None).count()
        follows = [*proxylist.changed(self.subject, self.call.day)]
        return Outcome(self.subject.ref, {"proxies": number}, consequences=follows)
