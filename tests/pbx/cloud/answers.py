"""Whatever a PBX may answer."""

from __future__ import annotations

from hypothesis import strategies as st

JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=12),
    lambda child: (
        st.lists(child, max_size=3)
        | st.dictionaries(
            st.sampled_from(
                [
                    *("extid", "extnumber", "status", "inboundid", "outboundid", "from", "to"),
                    *("callee", "ext", "queuenumber", "agents", "dynamicagents", "password"),
                    *("queuestatus", "members", "agent", "agentstatus", "wakeup", "wakeupid"),
                    *("time", "type", "weekdays", "repeats", "repeatinterval", "systemtime"),
                ]
            )
            | st.text(max_size=5),
            child,
            max_size=4,
        )
    ),
    max_leaves=12,
)
