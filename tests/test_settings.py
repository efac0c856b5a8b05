"""Profiles, settings and start options check themselves."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from ctiapp.model.errors import SettingsError
from ctiapp.model.logintries import LOCK, FailedLogIns
from ctiapp.model.popactions import PopAction
from ctiapp.settings import Profile, Settings, SignIn, StartOptions, fingerprint, secret_key

AT = datetime(2030, 1, 2, 3, 4, tzinfo=UTC)
DESK = Profile("Desk", "p-series", "https://pbx.example.com", "id", "2000")


@pytest.mark.parametrize(
    "change",
    [
        {"kind": "pigeon"},
        {"name": " "},
        {"url": ""},
        {"client_id": "a\nb"},
        {"url": "https://me:secret@pbx.example.com"},
        {"certificate_sha256": "AA" * 32},
        {"certificate_sha256": "aa" * 32, "ca_path": "ca.pem"},
    ],
)
def test_a_profile_that_can_never_sign_in_is_refused(change: dict[str, Any]) -> None:
    good: dict[str, Any] = {
        "name": "D",
        "kind": "cloud",
        "url": "http://x",
        "client_id": "i",
        "extension": "1",
    }
    Profile(**good)

    with pytest.raises(SettingsError):
        Profile(**(good | change))


@pytest.mark.parametrize(
    "change",
    [
        {"country": "cn"},
        {"outside_prefix": "9a"},
        {"number_rewrites": {"": "+"}},
        {"number_rewrites": {"00": "00"}},
        {"number_rewrites": {"0a": "+"}},
        {"number_rewrites": {"00": "+4+"}},
        {"number_rewrites": {f"{each}": "+" for each in range(51)}},
        {"pop_actions": (PopAction("A", url="https://{name}/"),)},
        {"pop_actions": (PopAction("A", url="https://a/"),) * 21},
        {"premium_prefixes": ("9x",)},
        {"premium_prefixes": ("",)},
        {"safe_transfer_s": 0},
        {"safe_transfer_s": 601},
        {"keep_notes_days": -1},
        {"keep_calls_days": 40_000},
        {"consent_text": "x" * 301},
        {"consent_text": "two\nlines"},
        {"hotel_rooms": "119-101"},
        {"night_sheet_at": "24:00"},
        {"pbx_zone": "Europe/Ber lin"},
        {"greetings": {f"{each}": "x" for each in range(501)}},
    ],
)
def test_settings_that_make_no_sense_are_refused(change: dict[str, Any]) -> None:
    with pytest.raises(SettingsError):
        Settings(**change)


def test_two_profiles_cannot_share_a_name() -> None:
    with pytest.raises(SettingsError, match="same name"):
        Settings(profiles=(DESK, DESK))


def test_a_profile_takes_the_place_of_the_one_of_its_name() -> None:
    other = Profile("Other", "k2", "https://b", "id", "1")
    new = Profile("Desk", "cloud", "https://c", "id", "3")

    settings = Settings().with_profile(DESK).with_profile(other).with_profile(new)

    assert settings.profiles == (new, other)
    assert settings.last_profile == "Desk"
    assert settings.without_profile("Desk").profiles == (other,)
    assert settings.without_profile("Desk").last_profile is None


def test_refused_log_ins_are_counted_for_each_client_until_one_succeeds() -> None:
    settings = Settings()
    settings = settings.with_failed(FailedLogIns("https://a", "id", 2, AT))
    settings = settings.with_failed(FailedLogIns("https://a", "id", 3, AT))
    settings = settings.with_failed(FailedLogIns("https://a", "other", 1, AT))

    assert settings.attempts_left("https://a", "id", AT) == 2
    assert settings.attempts_left("https://a", "other", AT) == 4
    assert settings.attempts_left("https://b", "id", AT) == 5

    settings = settings.with_log_in("https://a", "id")

    assert settings.attempts_left("https://a", "id", AT) == 5
    assert settings.attempts_left("https://a", "other", AT) == 4


def test_a_row_ends_with_the_lock_that_it_brought() -> None:
    row = FailedLogIns("https://a", "id", 5, AT, AT + LOCK)
    settings = Settings().with_failed(row)
    before, after = AT + LOCK - timedelta(seconds=1), AT + LOCK

    assert settings.failed("https://a", "id", before) == row
    assert settings.attempts_left("https://a", "id", before) == 0
    assert settings.failed("https://a", "id", after) is None
    assert settings.attempts_left("https://a", "id", after) == 5
    assert settings.attempts_left("https://a", "other", before) == 5


def test_the_memory_of_refusals_is_bounded_and_forgets_the_oldest() -> None:
    settings = Settings()
    for number in range(80):
        settings = settings.with_failed(FailedLogIns("https://a", str(number), 1, AT))

    assert len(settings.failed_log_ins) == 50
    assert settings.failed("https://a", "79", AT) == FailedLogIns("https://a", "79", 1, AT)
    assert settings.failed("https://a", "0", AT) is None


def test_a_fingerprint_is_read_as_people_write_it() -> None:
    pairs = ":".join(["AB"] * 32)

    assert fingerprint(pairs) == "ab" * 32
    assert fingerprint(f"SHA256: {pairs}") == "ab" * 32
    for wrong in ("", "ab" * 31, "zz" * 32, "ab" * 33):
        with pytest.raises(SettingsError):
            fingerprint(wrong)


def test_names_of_secrets_cannot_run_together() -> None:
    names = {
        secret_key("k2", "https://a", "b/c", "token"),
        secret_key("k2", "https://a/b", "c", "token"),
        DESK.secret_key("token"),
        DESK.secret_key("client_secret"),
    }

    assert len(names) == 4


def test_start_options_never_print_the_secret() -> None:
    options = StartOptions(sign_in=SignIn("http://x", "id", "open-sesame", "2000"))

    assert "open-sesame" not in repr(options)
