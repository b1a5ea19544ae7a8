"""One whole thing from the beginning to the end by keyboard alone, on a server that runs: a delegate votes, a clerk
serves somebody at the desk."""

from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest

pytest.importorskip("playwright", reason="the browser group is not installed: uv sync --group browser")

from playwright.sync_api import Browser

from sunward.kernel import clock
from sunward.kernel.door import perform
from sunward.kernel.refs import new_id
from tests import stage
from tests.ballots import scenes
from tests.browser.keyboard import Server, sign_in
from tests.papers import pdf

pytestmark = pytest.mark.browser
DELEGATE = "representatives_meeting.delegate"


@pytest.fixture(autouse=True)
def on_the_day(server: Server) -> Iterator[None]:
    with server.at(scenes.DAY):
        yield


def test_a_delegate_votes_from_the_home_page(browser: Browser, server: Server) -> None:
    code = server.code
    delegate, *_others = voters = scenes.people(3, code)
    perform(
        "registry.appoint", by=stage.holder(code, stage.CLERK), post=stage.CLERK, subject=stage.here(code),
        facts={"post": DELEGATE, "person": delegate}, key=new_id(),
    )  # fmt: skip
    until = clock.now() + timedelta(hours=26)
    vote = scenes.put(scenes.roll_of(voters, code), closes_at=until.isoformat(timespec="minutes"))
    keys = sign_in(browser, server.address, delegate)
    assert "can be voted on until" in keys.page.inner_text("#decide")
    keys.go(f"#decide a[href$='/votes/{vote.number}/']")
    keys.go(f"a[href$='/votes/{vote.number}/ballot/']")
    keys.to("input[name=chosen]")
    keys.page.keyboard.press("Space")
    keys.go("main button.btn")
    assert "Voted: web" in keys.page.inner_text("main")
    assert scenes.voted_by(vote, delegate) == "web"
    keys.page.close()


def comes_in(code: str, name: str) -> str:
    """Somebody without a telephone who lives here, `person:<id>`."""
    here = stage.here(code)
    facts = {"name": name, "papers": "identity_card", "door": "9-101", "status": "registered"}
    clerk = stage.holder(code, stage.CLERK)
    done = perform("registry.register_arrival", by=clerk, post=stage.CLERK, subject=here, facts=facts, key=new_id())
    return str(done.result)


def test_the_clerk_enters_an_objection_and_prints_the_receipt(browser: Browser, server: Server, tmp_path: Path) -> None:
    code = server.code
    zhao = comes_in(code, "赵德海").removeprefix("person:")
    posting = stage.act(
        "disclosure.publish", stage.CLERK, stage.here(code), code=code, item="leases", title="出租"
    ).result
    assert posting
    keys = sign_in(browser, server.address, stage.holder(code, stage.CLERK))
    keys.go("nav.nav a[href$='/desk/']")
    keys.go("a[href$='/desk/for/']")
    keys.write("#q", "赵德海")
    keys.enter()
    keys.go(f"main a[href*='/desk/for/{zhao}/']")
    keys.go(f"main a[href*='/do/disclosure.object/publication:{posting.id}/']")
    keys.write("#id_text", "Please show how the rent was fixed.")
    slip = tmp_path / "slip.pdf"
    slip.write_bytes(pdf("signed by the person at the desk"))
    keys.attach("#id_signed", slip)
    keys.go("main button.btn")
    keys.go("a[href$='/receipt/']")
    keys.page.evaluate("window.print = () => { document.title = 'printed'; }")
    keys.to("button[data-print]")
    keys.page.keyboard.press("Enter")
    assert keys.page.title() == "printed"
    said = keys.page.inner_text("main")
    assert "Entered for you by" in said
    assert "赵德海" not in said
    assert "how the rent was fixed" not in said
    keys.page.close()
