"""Somebody never signed this: a clerk entered it; follows from an upheld dispute, granted to nobody."""

from sunward.kernel import clock
from sunward.kernel.acts import register
from sunward.kernel.findings import Finding
from sunward.kernel.text import Text
from sunward.meetings.calling.undone import OnUndone
from sunward.meetings.hearing.conclusion import conclusion
from sunward.meetings.models import Minutes, MinutesSignature

LOCKED = Text(
    "注意：有一个签字是服务台代办的，本人没有签过；记录已经签齐，或者听证已经结束。",
    "Alert: a clerk had entered one of the signatures for somebody who had not signed. The minutes were locked, or the "
    "hearing was concluded.",
)


@register
class VoidSigning(OnUndone):
    """The signature is taken out before the last one locks the minutes, and the place can be signed; afterwards it is
    marked on them."""

    name = "meetings.void_signing"
    title = Text("作废窗口代办的签字", "take out a signature entered at the desk")

    def undo(self) -> list[Finding]:
        minutes = self.entered.act == "meetings.sign_minutes"
        late = not (self._of_minutes() if minutes else self._of_the_record())
        if late:
            self.note("signature", late=True)
        return [Finding("signed_by_themselves", False, LOCKED)] if late else []

    def _of_minutes(self) -> bool:
        row = MinutesSignature.objects.filter(entered_in=self.facts.undone).first() or self._by_its_day()
        if row is None or Minutes.objects.get(pk=row.minutes_id).locked_on:
            return False
        self.take_out(
            row, f"signature:{row.pk}", role=row.role, person=row.person, post=row.post, digest=row.digest,
            signed_on=str(row.signed_on),
        )  # fmt: skip
        return True

    def _by_its_day(self) -> MinutesSignature | None:
        """One of an older release, which did not keep in which act it was entered."""
        rows = MinutesSignature.objects.filter(
            minutes__meeting=self.meeting, person=self.facts.person, role=self.entered.public["role"],
            signed_on=clock.civil_day(self.entered.recorded_at), entered_in=None,
        )  # fmt: skip
        return rows.order_by("-pk").first()

    def _of_the_record(self) -> bool:
        row = self.meeting.record_signatures.filter(person=self.facts.person).first()
        if row is None or conclusion(self.meeting) is not None:
            return False
        speaker = row.speaker.number if row.speaker else None
        self.take_out(
            row, f"signature:{row.pk}", signed_as=row.signed_as, speaker=speaker, person=row.person,
            digest=row.digest, signed_on=str(row.signed_on),
        )  # fmt: skip
        return True
