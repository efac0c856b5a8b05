"""One pop: what it shows, that it can take no key, and that a click on it acts."""

from __future__ import annotations

import asyncio
from dataclasses import replace
from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import QEvent, QPoint, QPointF, QRect, Qt
from PySide6.QtGui import QEnterEvent
from PySide6.QtWidgets import QApplication, QLabel, QPushButton

from ctiapp.model.commands import Verb
from ctiapp.model.notice import Notice
from ctiapp.services.identify import Identity, Why
from ctiapp.settings import Theme
from ctiapp.tools import samples
from ctiapp.ui import text, theme
from ctiapp.ui.screenpop.card import CAME_S, STEADY_S, WIDTH, PopCard
from ctiapp.ui.screenpop.viewmodel import pop_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tests.ui.conftest import Clock

pytestmark = pytest.mark.usefixtures("scheme")


@pytest.fixture
def card(qtbot, clock: Clock) -> Iterator[PopCard]:
    clock.now_s = samples.NOW_S
    made = PopCard(clock)
    yield made
    made.close()
    made.deleteLater()


def _texts(card: PopCard) -> list[str]:
    """What can be read on the card, from top to bottom."""
    labels = [label for label in card.findChildren(QLabel) if not label.isHidden()]
    shown = [label for label in labels if label.isVisibleTo(card) and label.text()]
    return [text.bare(label.text()) for label in shown]


def test_it_can_never_take_a_key(card: PopCard) -> None:
    flags = card.windowFlags()

    for flag in (
        Qt.WindowType.Tool,
        Qt.WindowType.FramelessWindowHint,
        Qt.WindowType.WindowStaysOnTopHint,
        Qt.WindowType.WindowDoesNotAcceptFocus,
    ):
        assert flags & flag == flag
    assert card.testAttribute(Qt.WidgetAttribute.WA_ShowWithoutActivating)
    assert card.testAttribute(Qt.WidgetAttribute.WA_AlwaysShowToolTips)
    assert not card.testAttribute(Qt.WidgetAttribute.WA_TranslucentBackground)
    for button in card.findChildren(QPushButton):
        assert button.focusPolicy() is Qt.FocusPolicy.NoFocus


def test_a_known_caller_is_shown(card: PopCard) -> None:
    card.show_pop(pop_of(samples.RINGING))

    assert set(_texts(card)) == {
        "RINGING",
        "0:04",
        "Support 6402",
        "Joseph Goffin",
        "+1 235 497 8652 · Ticketsales",
        "Called 5503301",
        "Line: City line 1",
        "Lift the handset to answer",
    }
    assert card.accessibleName() == "Incoming call from Joseph Goffin"


@pytest.mark.parametrize(
    ("sample", "there", "not_there"),
    [
        (samples.UNKNOWN, ["13900000002", "Unknown caller"], ["Called 5503301"]),
        (samples.WITHHELD, ["Number withheld"], ["Unknown caller"]),
        (samples.UNREAD, ["Unknown caller"], ["Number withheld"]),
        (samples.INTERNAL, ["Anna Simmons", "2008"], ["Line: City line 1"]),
        (samples.UNKNOWN_AGE, ["–"], ["0:04"]),
        (samples.ANSWERABLE, ["Joseph Goffin"], ["Lift the handset to answer"]),
        (samples.TRICKY, ["<b>Bold & Co</b> dlrow"], []),
    ],
    ids=["unknown", "withheld", "unread", "internal", "unknown age", "answerable", "tricky"],
)
def test_what_is_known_is_shown_and_nothing_else(
    card: PopCard, sample, there: list[str], not_there: list[str]
) -> None:
    card.show_pop(pop_of(sample))
    shown = _texts(card)

    assert set(there) <= set(shown)
    assert not set(not_there) & set(shown)


def test_the_next_call_leaves_nothing_of_the_one_before(card: PopCard) -> None:
    card.show_pop(pop_of(replace(samples.REJECTING, notice=Notice.of("error.not_permitted"))))
    card.set_more(2)
    card.show()
    card.clear()
    assert not card.isVisible()
    assert card.pop is None

    card.show_pop(pop_of(samples.WITHHELD))

    assert set(_texts(card)) == {
        "RINGING",
        "0:04",
        "Number withheld",
        "Line: SIP trunk",
        "Lift the handset to answer",
    }
    assert [b.accessibleName() for b in card.findChildren(QPushButton) if not b.isHidden()] == [
        "Reject, Shift+F8"
    ]


def test_hovering_the_name_says_why_it_stands_there(card: PopCard) -> None:
    """And whoever shares the number is named beside, until one was chosen."""
    anna, bert = Identity("Anna", "", why=Why.LINE), Identity("Bert", "")
    card.show_pop(pop_of(replace(samples.RINGING, name="Anna", who=anna)))
    assert "written in another way" in card._name.accessibleDescription()
    assert "written in another way" in card._name.toolTip()

    shared = replace(anna, others=(bert,))
    card.show_pop(pop_of(replace(samples.RINGING, name=shared.label, who=shared)))
    assert "Anna or Bert" in _texts(card)
    assert "Several have this number" in card._name.accessibleDescription()

    card.show_pop(pop_of(replace(samples.RINGING, name=None, who=None)))
    assert card._name.accessibleDescription() == ""


def test_a_refusal_is_said(card: PopCard) -> None:
    low = pop_of(samples.RINGING)
    card.show_pop(low)
    before = card.needed_height()

    card.show_pop(replace(low, notice=Notice.of("error.not_permitted")))

    assert any("not allowed" in line for line in _texts(card))
    assert card.needed_height() > before


def test_a_click_acts_without_any_focus(card: PopCard, qtbot, clock: Clock) -> None:
    asked: list[tuple[str, object]] = []
    card.answered.connect(lambda call_id: asked.append(("answer", call_id)))
    card.rejected.connect(lambda call_id: asked.append(("reject", call_id)))
    card.show_pop(pop_of(samples.ANSWERABLE))
    card.put(QRect(0, 0, WIDTH, card.needed_height()))
    card.show()
    clock.now_s += STEADY_S

    answer, reject = (b for b in card.findChildren(QPushButton) if b.isVisible())
    qtbot.mouseClick(answer, Qt.MouseButton.LeftButton)
    qtbot.mouseClick(reject, Qt.MouseButton.LeftButton)

    call_id = samples.RINGING.call_id
    assert asked == [("answer", call_id), ("reject", call_id)]
    assert not card.isActiveWindow()


def test_a_card_that_jumps_under_the_pointer_takes_no_click_at_first(
    card: PopCard, qtbot, clock: Clock
) -> None:
    asked: list[object] = []
    card.rejected.connect(asked.append)
    card.show_pop(pop_of(samples.RINGING))
    card.put(QRect(0, 0, WIDTH, card.needed_height()))
    card.show()
    clock.now_s += CAME_S / 2
    _enter(card)
    (reject,) = (b for b in card.findChildren(QPushButton) if b.isVisible())

    qtbot.mouseClick(reject, Qt.MouseButton.LeftButton)
    assert asked == []

    clock.now_s += STEADY_S
    qtbot.mouseClick(reject, Qt.MouseButton.LeftButton)
    assert asked == [samples.RINGING.call_id]


def test_a_pointer_that_comes_to_the_card_may_click_at_once(
    card: PopCard, qtbot, clock: Clock
) -> None:
    asked: list[object] = []
    card.rejected.connect(asked.append)
    card.show_pop(pop_of(samples.RINGING))
    card.put(QRect(0, 0, WIDTH, card.needed_height()))
    card.show()
    clock.now_s += CAME_S
    _enter(card)
    (reject,) = (b for b in card.findChildren(QPushButton) if b.isVisible())

    qtbot.mouseClick(reject, Qt.MouseButton.LeftButton)

    assert asked == [samples.RINGING.call_id]


def _enter(card: PopCard) -> None:
    """Let the pointer be over the card from now on."""
    at = QPointF(50, 50)
    QApplication.sendEvent(card, QEnterEvent(at, at, at))


async def test_warming_up_shows_nothing_and_reports_nothing(card: PopCard) -> None:
    seen: list[object] = []
    card.painted.connect(lambda *what: seen.append(what))

    card.warm_up()
    await asyncio.sleep(0)
    QApplication.sendPostedEvents()

    assert seen == []

    assert not card.isVisible()
    assert card.pop is None


def test_rejecting_takes_no_second_click(card: PopCard, qtbot, clock: Clock) -> None:
    asked: list[object] = []
    card.rejected.connect(asked.append)
    card.show_pop(pop_of(samples.REJECTING))
    card.show()
    (reject,) = (b for b in card.findChildren(QPushButton) if b.isVisible())

    qtbot.mouseClick(reject, Qt.MouseButton.LeftButton)

    assert reject.accessibleName().startswith("Rejecting…")
    assert asked == []


def test_other_keys_are_printed(card: PopCard) -> None:
    card.set_keys("F4", "")

    assert {b.accessibleName() for b in card.findChildren(QPushButton)} == {"Answer, F4", "Reject"}


async def test_first_paint_of_each_ring_is_told_once(card: PopCard, clock: Clock) -> None:
    seen: list[tuple[object, int, float, float]] = []
    came = asyncio.Event()
    card.painted.connect(lambda *what: (seen.append(what), came.set()))
    first = pop_of(samples.RINGING)
    card.show_pop(first)
    card.resize(WIDTH, card.needed_height())
    clock.now_s += 0.25
    card.show()
    await came.wait()
    assert seen == [(first.call_id, 1, first.received_s, clock.now_s)]

    # A name that arrives later is no new ring; a second ring of the same call is.
    came.clear()
    card.show_pop(replace(first, name="Somebody else"))
    card.grab()
    card.show_pop(replace(first, ring=2))
    await came.wait()

    assert [(call_id, ring) for call_id, ring, *_ in seen] == [
        (first.call_id, 1),
        (first.call_id, 2),
    ]


def test_long_names_do_not_widen_it(card: PopCard, qtbot) -> None:
    card.show_pop(pop_of(samples.LONG))
    card.resize(WIDTH, card.needed_height())
    card.show()

    assert card.width() == WIDTH
    for child in card.findChildren(QLabel):
        if child.isVisible():
            right = child.mapTo(card, child.rect().topRight()).x()
            assert right <= WIDTH - theme.SIZES.pad


def test_corners_are_round_without_translucency(card: PopCard) -> None:
    card.show_pop(pop_of(samples.RINGING))
    card.resize(WIDTH, 200)
    card.show()

    assert not card.mask().contains(QPoint(0, 0))
    assert not card.mask().contains(QPoint(WIDTH - 1, card.height() - 1))
    assert card.mask().contains(QPoint(theme.SIZES.radius_l, 0))
    assert card.mask().contains(QPoint(WIDTH // 2, 100))


def test_it_follows_the_language(card: PopCard, request: pytest.FixtureRequest) -> None:
    card.show_pop(pop_of(samples.WITHHELD))

    request.getfixturevalue("chinese")
    QApplication.sendEvent(card, QEvent(QEvent.Type.LanguageChange))

    assert {"来电", "号码未显示", "请拿起听筒接听"} <= set(_texts(card))
    assert card.windowTitle() == "来电"


def test_it_follows_the_scheme(card: PopCard, scheme: theme.Theme) -> None:
    card.show_pop(pop_of(samples.RINGING))
    card.resize(WIDTH, 200)
    card.show()
    scheme.set_choice(Theme.DARK)

    assert card.grab().toImage().pixelColor(WIDTH // 2, 195).name() == theme.DARK.card


# --- an offered call -----------------------------------------------------------------------------


def _named(card: PopCard) -> list[str]:
    return [b.accessibleName() for b in card.findChildren(QPushButton) if not b.isHidden()]


def test_an_offered_call_says_how_long_it_can_be_decided(card: PopCard, clock: Clock) -> None:
    card.show_pop(pop_of(samples.OFFERED))

    assert set(_texts(card)) == {
        "OFFERED",
        "6 s left to decide",
        "Joseph Goffin",
        "+1 235 497 8652 · Ticketsales",
        "Line: City line 1",
    }
    assert _named(card) == ["Accept, F3", "Refuse, Shift+F8"]
    assert card.accessibleName() == "Joseph Goffin calls: accept or refuse"


def test_a_click_lets_in_or_refuses_and_never_answers(card: PopCard, qtbot, clock: Clock) -> None:
    asked: list[tuple[str, object]] = []
    for name in ("answered", "rejected", "accepted", "refused"):
        getattr(card, name).connect(lambda call_id, name=name: asked.append((name, call_id)))
    card.show_pop(pop_of(samples.OFFERED))
    card.put(QRect(0, 0, WIDTH, card.needed_height()))
    card.show()
    clock.now_s += STEADY_S

    for button in (b for b in card.findChildren(QPushButton) if b.isVisible()):
        qtbot.mouseClick(button, Qt.MouseButton.LeftButton)

    call_id = samples.OFFERED.call_id
    assert asked == [("accepted", call_id), ("refused", call_id)]
    assert not card.isActiveWindow()


def test_a_click_meant_for_the_offer_does_not_answer_what_rings_now(
    card: PopCard, qtbot, clock: Clock
) -> None:
    asked: list[object] = []
    card.answered.connect(asked.append)
    card.show_pop(pop_of(samples.OFFERED))
    card.show()
    clock.now_s += 5
    card.show_pop(pop_of(samples.ANSWERABLE))
    (answer, _) = (b for b in card.findChildren(QPushButton) if b.isVisible())

    qtbot.mouseClick(answer, Qt.MouseButton.LeftButton)
    assert asked == []

    clock.now_s += STEADY_S
    qtbot.mouseClick(answer, Qt.MouseButton.LeftButton)
    assert asked == [samples.RINGING.call_id]


def test_what_rings_after_an_offer_shows_nothing_of_it(card: PopCard) -> None:
    card.show_pop(pop_of(replace(samples.OFFERED, pending=frozenset({Verb.ACCEPT_INBOUND}))))
    assert _named(card)[0].startswith("Accepting…")
    card.show_pop(pop_of(samples.RINGING))

    assert "RINGING" in _texts(card)
    assert not any("left to decide" in line for line in _texts(card))
    assert _named(card) == ["Reject, Shift+F8"]
