"""Whoever wants to vote for others, twice, too late, or to learn how somebody voted."""

from fractions import Fraction

import pytest
from django.db import connection

from sunward.ballots import queries
from sunward.ballots.models import Ballot, Mark, Vote
from sunward.charter.engine.library import charter_for
from sunward.kernel.acts import acts_on
from sunward.kernel.door import perform
from sunward.kernel.facts import how_asked
from sunward.kernel.refs import new_id
from sunward.record.activity import refusals
from tests.ballots import scenes
from tests.ballots.scenes import cast, close, code_for, issue, put, roll_of, rules_of, take_back
from tests.charter.test_power_lists import COMMUNITIES, LAYERS, TODAY
from tests.stage import CLERK, CODE, DEPUTY, DIRECTOR, SECRETARY, SUPERVISOR, holder

pytestmark = [pytest.mark.postgres, pytest.mark.usefixtures("morning")]
OFFICES = (CLERK, DEPUTY, DIRECTOR, SECRETARY, SUPERVISOR)


class TestAnOfficerKeysForSomebody:
    @pytest.mark.parametrize("demo", COMMUNITIES)
    def test_no_post_holds_the_power_to_cast(self, demo: str) -> None:
        powers = charter_for((*LAYERS, demo), TODAY).powers.values()
        found = [(power.held_by, power.at_desk) for power in powers if power.act == "ballots.cast"]
        assert found == [(("anyone",), ())]

    @pytest.mark.parametrize("post", OFFICES)
    def test_in_office(self, vote: Vote, post: str) -> None:
        facts = {"channel": "web", "chosen": "for"}
        assert rules_of(lambda: scenes.act("cast", post, vote, **facts)) == {"power"}

    def test_on_behalf_of_somebody(self, vote: Vote, voters: list[str]) -> None:
        def at_the_desk(by: str) -> None:
            perform("ballots.cast", by=by, post="anyone", subject=vote.ref, facts={"channel": "web", "chosen": "for"},
                    key=new_id(), on_behalf_of=voters[0])  # fmt: skip

        for somebody in (holder(CODE, CLERK), voters[1]):
            assert rules_of(lambda by=somebody: at_the_desk(by)) <= {"at_desk", "on_roll", "own_hand"}
        assert not Mark.objects.filter(vote=vote).exists()

    def test_with_a_code_that_was_left_on_the_desk(self, vote: Vote, voters: list[str]) -> None:
        code = code_for(vote, voters[0], voters[4:])
        with_code = {"channel": "terminal", "code": code}
        assert rules_of(lambda: cast(vote, holder(CODE, CLERK), **with_code)) == {"on_roll", "code"}

    def test_typed_at_home_it_opens_nothing(self, vote: Vote, voters: list[str]) -> None:
        """Not by the page, not by the API, not with one's own code: else it were a vote on the web."""
        code = code_for(vote, voters[0], voters[4:])
        for somewhere in ("", "0" * 64):
            typed = {"channel": "terminal", "code": code, "terminal": somewhere}
            assert rules_of(lambda typed=typed: cast(vote, voters[0], **typed)) == {"at_the_desk"}

    def test_no_act_of_an_office_takes_a_place_and_a_choice_together_in_a_secret_vote(self, vote: Vote) -> None:
        """The roll call is the only act with both, and a secret vote refuses it."""
        both = {act.name for act in acts_on("vote") if {"answers"} & set(act.facts_type.__dataclass_fields__)}
        assert both == {"ballots.call_roll"}
        assert {"channel_open", "open_vote"} <= rules_of(
            lambda: scenes.act("call_roll", SUPERVISOR, vote, answers={"1": "for"}, counted_with="person:x")
        )

    def test_what_somebody_chose_is_never_a_public_fact(self) -> None:
        chosen = [
            how_asked(field).private
            for act in acts_on("vote") if act.name != "ballots.count_paper"
            for name, field in act.facts_type.__dataclass_fields__.items()
            if name in {"chosen", "answers", "entry", "code"}
        ]  # fmt: skip
        assert len(chosen) > 6
        assert all(chosen)


class TestTwiceOrTooLateOrNotAtAll:
    def test_each_is_refused_with_its_rule_and_leaves_no_entry(self, vote: Vote, voters: list[str]) -> None:
        """Seen before: a double click left "already_voted, by this channel" with its minute in the public record."""
        stranger = scenes.people(1)[0]
        cast(vote, voters[0])
        issue(vote, voters[1])
        assert rules_of(lambda: cast(vote, voters[0])) == {"already_voted"}
        assert rules_of(lambda: cast(vote, voters[1])) == {"already_voted"}
        assert rules_of(lambda: cast(vote, stranger)) == {"on_roll"}
        close(vote)
        assert rules_of(lambda: cast(vote, voters[2])) == {"closed"}
        assert not refusals(CODE), "neither who came, nor in which minute"
        assert Ballot.objects.filter(vote=vote).count() == 1

    def test_sheets_handed_out_or_taken_back_twice_leave_no_entry(self, vote: Vote, voters: list[str]) -> None:
        issue(vote, voters[0])
        assert rules_of(lambda: issue(vote, voters[0])) == {"already_voted"}
        take_back(vote, voters[0])
        assert rules_of(lambda: take_back(vote, voters[0])) == {"sheet_is_out"}
        confirm = lambda: scenes.act("confirm_taken_back", "anyone", vote, by=voters[0])  # noqa: E731
        confirm()
        assert rules_of(confirm) == {"taken_back"}
        assert rules_of(lambda: scenes.act("issue_paper", SUPERVISOR, vote, by=voters[1], entry=1)) == {"post"}
        assert not refusals(CODE)

    def test_somebody_reads_the_mark_of_another(self, vote: Vote, voters: list[str]) -> None:
        cast(vote, voters[0])
        assert queries.how_i_voted(voters[1], vote.number) is None
        assert set(queries.Voted.__dataclass_fields__) == {
            "channel", "on", "by_another", "open_still", "by_proxy", "denied",
            "on_a_sheet", "never_taken", "not_there",  # what they have said of it themselves, or can say
        }  # fmt: skip


class TestJoiningMarksToBallotsAfterTheClose:
    def test_a_ballot_has_nothing_that_leads_to_a_person_or_a_moment(self) -> None:
        assert {field.name for field in Ballot._meta.get_fields()} == {"key", "vote", "chosen", "weight"}
        assert {field.name for field in Mark._meta.get_fields()} == {
            "id", "vote", "entry", "channel", "marked_on", "named", "withdrawn_on",
            "issued_by", "taken_back",  # who handed out a sheet or took it back, never which one or when
            "list_sha256",  # the photographed list of all who took a sheet without power, the same for each of them
            "came",  # of a household’s place whose it is, as the place of a roll of people says it of everybody
            "by_stay",  # whether a proxy gave it, and which: neither an hour nor a choice
            "denied_sheet",  # whose it is never took the sheet, by their own word
        }  # fmt: skip

    def test_the_database_s_own_order_no_longer_pairs_them(self, community: str) -> None:
        """Sixty vote in the order of the roll, every second one against. Before the close the rows pair up; after it
        they agree no more often than chance."""
        persons = scenes.people(60)
        vote = put(roll_of(persons))
        said = ["for" if place % 2 else "against" for place in range(60)]
        for person, chosen in zip(persons, said, strict=True):
            cast(vote, person, chosen)
        assert agreement(vote, said) == 1
        close(vote)
        assert Fraction(1, 5) < agreement(vote, said) < Fraction(4, 5)

    @pytest.mark.postgres(only=True)
    def test_one_transaction_wrote_them_all(self, vote: Vote, voters: list[str]) -> None:
        for person in voters:
            cast(vote, person)
        close(vote)
        with connection.cursor() as cursor:
            cursor.execute("SELECT count(DISTINCT xmin::text) FROM ballots_ballot WHERE vote_id = %s", [vote.pk])
            assert cursor.fetchone() == (1,)


def agreement(vote: Vote, said: list[str]) -> Fraction:
    """How many ballots, in the order in which the database keeps them, say what the voter in that place said."""
    place = "ctid" if connection.vendor == "postgresql" else "rowid"
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT chosen FROM ballots_ballot WHERE vote_id = %s ORDER BY {place}", [vote.pk])
        kept = [str(row[0]) for row in cursor.fetchall()]
    return Fraction(sum(word in row for word, row in zip(said, kept, strict=True)), len(said))
