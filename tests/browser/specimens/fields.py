"""One form with a field of every kind."""

from django import forms

from sunward.kernel.formfields import CivilDayField, CountField, StoredFileField, YuanFormField
from tests.browser.specimens.made import T


class EveryField(forms.Form):
    """One field of every kind that the pages use."""

    key = forms.CharField(widget=forms.HiddenInput, required=False)
    purpose = forms.CharField(
        label=T("用途", "What it is for"), help_text=T("写清楚买了什么、给谁用。", "Say what was bought and for whom.")
    )
    amount = YuanFormField(label=T("金额（元）", "Amount (yuan)"), help_text=T("例如 2846.50", "For example 2846.50"))
    spent_on = CivilDayField(label=T("哪一天", "Which day"))
    present = CountField(label=T("到会人数", "How many were present"), required=False)
    body = forms.ChoiceField(
        label=T("哪个会", "Which meeting"),
        choices=[("a", T("居民代表会议", "Representatives’ meeting")), ("b", T("党员大会", "Party members’ meeting"))],
    )
    outcome = forms.ChoiceField(
        label=T("结果", "Outcome"),
        widget=forms.RadioSelect,
        choices=[("y", T("通过", "Passed")), ("n", T("没通过", "Not passed"))],
    )
    boards = forms.MultipleChoiceField(
        label=T("贴在哪", "Posted where"),
        widget=forms.CheckboxSelectMultiple,
        choices=[("1", T("1号栏", "Board 1")), ("2", T("2号栏", "Board 2"))],
        required=False,
    )
    invoice = StoredFileField(label=T("发票", "Invoice"), help_text=T("手机拍照也行", "A phone photograph will do"))
    words = forms.CharField(label=T("说明", "Explanation"), widget=forms.Textarea(attrs={"rows": 3}), required=False)
    agree = forms.BooleanField(label=T("我核对过原件", "I compared it with the original"))


EveryField.base_fields["invoice"].accepted = T("PDF、照片，20 MB以内", "PDF or photograph, up to 20 MB")  # type: ignore[attr-defined]
