"""The calls place: the cards of one's own calls, the people one can call, and what just ended."""
