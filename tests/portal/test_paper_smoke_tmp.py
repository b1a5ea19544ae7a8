import pytest
from django.test import Client
from tests.portal.scene import Lived
from tests.stage import CODE, CLERK, holder
from tests.portal.pages import signed_in

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_all(client: Client, lived: Lived, lang):
    for a in [
        "board/",
        "board/overdue/",
        "board/power/",
        "board/accounts/",
        "board/accounts/?quarter=2026-Q1&size=a3",
        "check/",
        "check/ABCDE-12345/",
        "catalogue/",
        "catalogue/?period=quarterly",
        f"objections/{lived.objection}/",
        f"publications/{lived.posting}/",
        f"publications/{lived.posting}/poster/",
    ]:
        r = client.get(f"/{lang}/c/{CODE}/{a}")
        __import__("pathlib").Path(f"/tmp/pg_{lang}_{a.replace('/', '_').replace('?', '_')}.html").write_bytes(
            r.content
        )
        assert r.status_code == (404 if "ABCDE" in a else 200), (a, r.status_code)
    for a in [
        "board/overdue.pdf",
        "board/power.pdf",
        "board/accounts.pdf?quarter=2026-Q1",
        f"publications/{lived.posting}/poster.pdf",
    ]:
        r = client.get(f"/{lang}/c/{CODE}/{a}")
        assert r.status_code == 200
        __import__("pathlib").Path(f"/tmp/pdf_{lang}_{a.split('/')[-1].split('?')[0]}").write_bytes(r.content)
    clerk = signed_in(client, holder(CODE, CLERK))
    r = clerk.get(f"/{lang}/c/{CODE}/publications/{lived.posting}/letters/")
    assert r.status_code == 200
    r = clerk.get(f"/{lang}/c/{CODE}/publications/{lived.posting}/letters.pdf")
    assert r.status_code == 200
    __import__("pathlib").Path(f"/tmp/pdf_{lang}_letters.pdf").write_bytes(r.content)
