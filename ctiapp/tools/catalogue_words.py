"""What the catalogues say that no handbook says in a form that a program can read.

Names of chapters in English; which endpoints only read; and what some destroy, with what is left
out or said. Only `ctiapp.tools.catalogue_build` reads it.
"""

from __future__ import annotations

from typing import Any, Final

SECTIONS: Final = {
    # P-Series (l. 150-370)
    "API 认证": "session",
    "系统": "system",
    "分机": "extensions",
    "组织架构/部门": "departments",
    "中继": "trunks",
    "通讯录": "company contacts",
    "企业联系人群组": "phonebooks",
    "呼入路由": "inbound routes",
    "呼出路由": "outbound routes",
    "PIN 码列表": "PIN lists",
    "IVR": "IVR",
    "队列": "queues",
    "录音": "recordings",
    "通话记录 (CDR)": "call records",
    "通话报告": "call reports",
    "酒店应用": "hotel",
    "呼叫操控接口": "calls",
    "uaCSTA 呼叫操控接口": "phones (uaCSTA)",
    # Cloud (l. 228-350)
    "API 验证": "session",
    "系统接口": "system",
    "呼叫功能": "calls",
    "播放语音": "prompts",
    "语音留言": "voicemail",
    "通话记录和录音": "call records and recordings",
    "酒店相关": "hotel",
    "下载": "files",
    # the overview of the K2
    "通讯录接口": "company contacts",
    "分机接口": "extensions",
    "分机组接口": "extension groups",
    "中继接口": "trunks",
    "呼入路由接口": "inbound routes",
    "呼出路由接口": "outbound routes",
    "IVR 接口": "IVR",
    "队列接口": "queues",
    "会议室接口": "conferences",
    "广播组接口": "paging groups",
    "语音留言接口": "voicemail",
    "通话记录和录音接口": "call records and recordings",
    "酒店应用接口": "hotel",
    # OpenVox: two chapters of the sheet; in the third the first word of the endpoint is one
    "Session": "session",
    "Requests: calls": "calls",
    "extension": "extensions",
    "queue": "queues",
    "queuestatus": "queues",
    "voicemail": "voicemail",
    "recording": "call records and recordings",
    "cdr": "call records and recordings",
    "wakeupcall": "hotel",
    "hotel": "hotel",
    "conference": "conferences",
    "paginggroup": "paging groups",
    "ivr": "IVR",
    "inroute": "inbound routes",
    "outroute": "outbound routes",
}
"""The chapters, by their heading."""

_SESSION: Final = frozenset(
    {"get_token", "refresh_token", "del_token", "login", "token/refresh", "logout"}
)

_READING: Final = frozenset(
    {
        *("list", "search", "get", "query", "information", "capacity", "get_menuoptions"),
        *("itsp_list", "call_status", "agent_status", "park_status", "callpark_status"),
        *("query_call", "query_siptrunk", "query_status", "query_in_session", "get_random"),
    }
)
"""The last words of endpoints that change nothing. What is not among them counts as a write."""


def access(kind: str, name: str) -> str:
    """What a call of an endpoint does: ``read``, ``write``, ``session`` or ``file``."""
    if name in _SESSION:
        return "session"
    last = name.rpartition("/")[2]
    if last == "download":  # the P-Series answers where the file lies, the others the file itself
        return "read" if kind == "p-series" else "file"
    return "read" if last in _READING else "write"


_ROOM: Final = "every wake-up call of those extensions is deleted"
_CHECK_OUT: Final = {
    "words": "the guest's name, rights, voicemail and wake-up calls are wiped, for good",
}

_PERHAPS_ALL: Final = {
    "words": "where it is not told what, or told all, everything of the kind may be deleted",
}

DANGERS: Final[dict[str, dict[str, dict[str, Any]]]] = {
    "p-series": {
        "wakeupcall/delete": {"without": "wakeup_call_id", "words": _ROOM},  # l. 15500
        "wakeupcall/update": {  # l. 15443: "never" is the default
            "without": "repeat_type",
            "words": "the wake-up call no longer repeats",
        },
        "hotel/checkout": _CHECK_OUT,  # l. 15545-15552
        "agent/login": {  # l. 13347
            "without": "queue_ids",
            "words": "it goes for every queue of the agent",
        },
        "agent/pause": {  # l. 13399
            "without": "queue_ids",
            "words": "it goes for every queue of the agent",
        },
        "queue_pause_reason/update": {  # l. 13159, 13203
            "words": "reasons that are not in the list are deleted",
        },
        "inbound_route/update": {  # l. 8517, 8533
            "given": ["did_pattern_list", "cid_pattern_list"],
            "words": "the new patterns take the place of all that there were",
        },
        "outbound_route/update": {  # l. 9457
            "given": ["dial_pattern_list"],
            "words": "the new patterns take the place of all that there were",
        },
    },
    "cloud": {
        "wakeupcall/delete": {"without": "wakeupid", "words": _ROOM},  # l. 4555
        "voicemail/delete": {  # l. 4060
            "equals": ["voicemailfile", "voicemailstatus"],
            "words": "every message of that status, or whatever its status, is deleted",
        },
        "siptrunk/delete": {"equals": ["trunkname"], "words": "every SIP trunk is deleted"},
        "inroute/delete": {"equals": ["name"], "words": "every inbound route is deleted"},
        "outroute/delete": {"equals": ["name"], "words": "every outbound route is deleted"},
    },
    "k2": {
        "wakeupcall/delete": {"without": "wakeupid", "equals": ["wakeupid"], "words": _ROOM},
        "extension/delete": {"equals": ["number"], "words": "every extension is deleted"},
        "paginggroup/delete": {"equals": ["number"], "words": "every paging group is deleted"},
        "voicemail/delete": {
            "equals": ["number", "voicemailfile", "voicemailstatus"],
            "words": "all messages of those extensions, files or states are deleted",
        },
        # Their pages were not seen; wherever else this API deletes, ``all`` means all.
        "companycontacts/delete": _PERHAPS_ALL,
        "extensiongroup/delete": _PERHAPS_ALL,
        "trunk/delete_siptrunk": _PERHAPS_ALL,
        "inroute/delete": _PERHAPS_ALL,
        "outroute/delete": _PERHAPS_ALL,
        "hotel/checkout": _CHECK_OUT,
        "conference/kick_member": {
            "equals": ["membernumber"],
            "words": "everybody is thrown out of the conference",
        },
    },
    "openvox": {
        "wakeupcall/delete": {
            "without": "wakeupid",
            "words": "every wake-up call of every extension is deleted",
        },
        "hotel/checkout": _CHECK_OUT,
    },
}
"""What destroys more than one might think, by kind and endpoint; see `catalogue.Danger`.

Read on the handbooks' tables; the K2's and OpenVox's in sections 6, 7 and 9, 4 and 7 of their
sheets.
"""
