"""The place of the queues: wallboard, agents, and what a supervisor does for them."""
