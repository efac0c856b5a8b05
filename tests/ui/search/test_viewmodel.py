"""The search box decides what Enter does; nothing else dials."""

from __future__ import annotations

import pytest

from ctiapp.model.commands import Verb
from ctiapp.model.dialpolicy import DialRules, Doubt
from ctiapp.model.directory import PersonKey
from ctiapp.model.ids import CallId
from ctiapp.model.notice import Notice
from ctiapp.model.number import Number
from ctiapp.services.lookup import Match
from ctiapp.ui.search.viewmodel import Errand, SearchModel, Stage
from tests.ui.fakes import FakeDirectory


@pytest.fixture
def box() -> SearchModel:
    return SearchModel(
        FakeDirectory(
            ("Anna Simmons", "2008"), ("Ann Lee", "2009"), ("Dave Harris", "2003"), ("Dan", "20")
        )
    )


def test_typing_shows_who_matches_and_marks_what_enter_calls(box: SearchModel) -> None:
    box.typed("dave")

    assert [match.name for match in box.face.matches] == ["Dave Harris"]
    assert box.face.marked == 0
    assert box.enter() == Number("2003")
    assert box.face.stage is Stage.DIALLING


def test_of_several_none_is_marked_and_enter_asks_for_a_choice(box: SearchModel) -> None:
    box.typed("ann")

    assert box.face.marked is None
    assert box.enter() is None
    assert box.face.stage is Stage.FAILED
    assert box.face.notice is not None
    assert box.face.notice.key == "dial.several"
    assert box.text == "ann"
    box.move(1)
    assert (box.face.notice, box.face.marked) == (None, 0)
    assert box.enter() is not None


def test_a_number_is_offered_as_typed_in_any_form(box: SearchModel) -> None:
    box.typed("+49 (0)89 1234-5")

    assert box.face.number == Number("+498912345")
    assert box.face.open
    assert box.enter() == Number("+498912345")


def test_an_exact_number_marks_its_owner(box: SearchModel) -> None:
    box.typed("20")

    assert [match.name for match in box.face.matches][box.face.marked or 0] == "Dan"
    assert box.face.number is None


def test_arrows_choose_and_enter_calls_the_chosen(box: SearchModel) -> None:
    box.typed("ann")
    box.move(1)
    assert box.face.marked == 0
    box.move(-1)
    assert box.face.marked == 1

    assert box.enter() == Number("2009")


def test_letters_that_fit_nobody_are_an_error_and_the_text_stays(box: SearchModel) -> None:
    box.typed("xyz")

    assert box.enter() is None
    assert box.face.notice is not None
    assert box.face.notice.key == "dial.nobody"
    assert box.text == "xyz"


def test_a_feature_code_asks_first(box: SearchModel) -> None:
    box.typed("*97")
    assert box.enter() is None
    assert (box.face.stage, box.face.number) == (Stage.ASKING, Number("*97"))

    assert box.enter() == Number("*97")


def test_a_question_is_over_once_something_else_is_typed(box: SearchModel) -> None:
    box.typed("*97")
    box.enter()
    box.typed("*98")

    assert box.enter() is None
    assert box.face.number == Number("*98")


@pytest.mark.parametrize("number", ["0900123456", "900"])
def test_a_dear_number_asks_first_and_says_why(number: str) -> None:
    rules = DialRules(None, "0", ("900",))
    asked = SearchModel(FakeDirectory(("Anna Simmons", "2008")), lambda: rules)
    asked.typed(number)

    assert asked.enter() is None
    assert (asked.face.stage, asked.face.doubt) == (Stage.ASKING, Doubt.PREMIUM)
    assert asked.enter() == Number(number)


def test_a_call_back_to_a_dear_number_or_a_code_asks_too() -> None:
    """Whoever called chose what number they show."""
    asked = SearchModel(FakeDirectory(), lambda: DialRules("DE", "", ("0137",)))

    assert asked.call(Number("01371234")) is None
    assert asked.enter() == Number("01371234")
    asked.done()
    assert asked.call(Number("*21*0900#")) is None
    assert asked.face.doubt is Doubt.FEATURE_CODE


@pytest.mark.parametrize("number", ["112", "110", "0112"])
def test_an_emergency_number_never_asks_whatever_is_set(number: str) -> None:
    """Typed, from a link, called back, or as the target of a transfer."""
    rules = DialRules("DE", "0", ("1", "11", "0"))
    fresh = [SearchModel(FakeDirectory(), lambda: rules) for _ in range(4)]
    fresh[0].typed(number)
    assert fresh[0].enter() == Number(number)
    fresh[1].prefill(number)
    assert fresh[1].face.stage is Stage.PREFILLED
    assert fresh[1].enter() == Number(number)
    assert fresh[2].call(Number(number)) == Number(number)
    assert fresh[3].begin(Errand(Verb.TRANSFER, CallId("1"), "Goffin"))
    fresh[3].typed(number)
    assert fresh[3].enter() == Number(number)


@pytest.mark.parametrize("number", ["112", "911", "110"])
def test_an_emergency_number_never_asks(box: SearchModel, number: str) -> None:
    box.typed(number)

    assert box.enter() == Number(number)


def test_a_link_fills_the_box_and_dials_nothing(box: SearchModel) -> None:
    box.prefill("+49 89 12345")

    assert (box.face.stage, box.face.number) == (Stage.PREFILLED, Number("+498912345"))
    assert box.enter() == Number("+498912345")


def test_a_link_with_a_feature_code_asks_twice(box: SearchModel) -> None:
    box.prefill("*97")
    assert box.enter() is None
    assert box.face.stage is Stage.ASKING


def test_a_link_with_nonsense_is_an_error(box: SearchModel) -> None:
    box.prefill("hello<b>")

    assert box.face.stage is Stage.FAILED


def test_a_failure_keeps_the_text_and_success_frees_the_box(box: SearchModel) -> None:
    box.typed("dave")
    box.enter()
    box.failed(Notice.of("link.not_up"))
    assert box.text == "dave"
    assert box.face.stage is Stage.FAILED

    assert box.enter() == Number("2003")
    box.done()
    assert (box.text, box.face.stage) == ("", Stage.REST)


def test_nothing_else_is_dialled_while_one_call_is_set_up(box: SearchModel) -> None:
    box.typed("dave")
    box.enter()

    assert box.enter() is None
    assert box.pick(0) is None
    assert box.call(Number("2008")) is None


def test_what_is_typed_while_something_is_sent_stays(box: SearchModel) -> None:
    box.typed("dave")
    box.enter()
    box.typed("ann")
    box.done()

    assert (box.text, box.sent, box.face.stage) == ("ann", "dave", Stage.TYPING)
    assert len(box.face.matches) == 2


def test_an_emergency_number_is_called_while_something_is_sent(box: SearchModel) -> None:
    """As a call of its own, once; anything else waits, and so does what is being sent already."""
    assert box.begin(Errand(Verb.TRANSFER, CallId("1"), "Goffin"))
    box.typed("110")
    assert box.urgent() is None
    assert box.enter() == Number("110")
    assert box.urgent() is None
    box.typed("2008")
    assert box.urgent() is None
    box.typed("xyz")
    assert box.urgent() is None
    box.typed("112")

    assert box.urgent() == Number("112")
    assert (box.text, box.face.stage, box.face.number) == ("", Stage.DIALLING, Number("110"))
    assert box.urgent() is None


def test_closing_takes_the_question_back_and_keeps_the_text(box: SearchModel) -> None:
    box.typed("*97")
    box.enter()
    box.close()

    assert (box.face.open, box.text) == (False, "*97")
    assert box.enter() is None
    assert box.face.stage is Stage.ASKING


def test_enter_in_an_empty_box_does_nothing(box: SearchModel) -> None:
    box.typed("  ")

    assert box.enter() is None
    assert not box.face.open


def test_a_click_calls_that_match(box: SearchModel) -> None:
    box.typed("ann")

    assert box.pick(1) == Number("2009")


def test_names_that_load_late_appear_under_the_same_text() -> None:
    directory = FakeDirectory()
    box = SearchModel(directory)
    box.typed("anna")
    assert box.face.matches == ()

    directory.put(("Anna Simmons", "2008"))
    box.refresh()
    assert [match.name for match in box.face.matches] == ["Anna Simmons"]


MARIA = Match("Maria Lopez", "", Number("2011"), "2011", "extension")


def test_the_likely_one_is_offered_while_nothing_is_typed(box: SearchModel) -> None:
    """Two keys send the caller on; what is typed means others, and emptied it means them again."""
    assert box.begin(Errand(Verb.TRANSFER, CallId("1.1"), "Anya", MARIA))
    assert (box.face.matches, box.face.marked, box.face.open) == ((MARIA,), 0, True)
    box.typed("dave")
    assert [match.name for match in box.face.matches] == ["Dave Harris"]
    box.typed("")
    assert box.face.matches == (MARIA,)
    assert box.enter() == MARIA.number


def test_nobody_is_likely_once_no_target_is_chosen(box: SearchModel) -> None:
    """Nor where nobody is known: Enter alone then does nothing."""
    box.begin(Errand(Verb.TRANSFER, CallId("1.1"), "Anya", MARIA))
    box.end()
    assert (box.face.open, box.enter()) == (False, None)
    box.begin(Errand(Verb.CONSULT, CallId("1.1"), "Anya"))
    assert (box.face.open, box.enter()) == (False, None)


class OnePerson(FakeDirectory):
    """Finds one contact, by each of two numbers."""

    def search(self, text: str, limit: int = 8) -> tuple[Match, ...]:
        del limit
        key = PersonKey("company:1")
        numbers = (Number("+49301"), Number("+49170"))
        return tuple(Match("Vera Moss", "", n, n.text, "contact", key=key) for n in numbers if text)

    def resolve(self, text: str) -> Number:
        return self.search(text)[0].number


def test_of_one_persons_numbers_the_first_is_marked_and_any_can_be_taken() -> None:
    """Whose number it was is told, so that it comes first the next time."""
    box = SearchModel(OnePerson())
    box.typed("vera")
    assert (len(box.face.matches), box.face.marked) == (2, 0)
    assert box.enter() == Number("+49301")
    assert box.whose == "company:1"

    box = SearchModel(OnePerson())
    box.typed("vera")
    box.move(1)
    assert box.enter() == Number("+49170")
    assert box.whose == "company:1"
    box.done()
    assert box.call(Number("2008")) == Number("2008")
    assert box.whose is None
