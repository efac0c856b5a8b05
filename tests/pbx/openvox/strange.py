"""What a stranger may put where a value is expected."""

from __future__ import annotations

from hypothesis import strategies as st

SCALARS = (
    st.none()
    | st.booleans()
    | st.integers()
    | st.floats()
    | st.text(max_size=12)
    | st.sampled_from(["305", "555010", "1.1", "Talking", "\ud800", " ", "9" * 300, "07:30"])
)

VALUES = st.recursive(
    SCALARS,
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.dictionaries(
            st.sampled_from(["extid", "inboundid", "outboundid", "from", "to", "item", "number"]),
            inner,
            max_size=3,
        )
    ),
    max_leaves=8,
)


def objects(*names: str) -> st.SearchStrategy[dict[str, object]]:
    """Objects with some of these members, whatever they are."""
    return st.dictionaries(st.sampled_from(names), VALUES, max_size=len(names))
