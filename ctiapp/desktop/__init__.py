"""The operating system's side: key store, single instance, ctl socket, links. No widgets."""
