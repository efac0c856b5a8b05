"""The operating system's side of the application: key store, single instance, ctl socket, links. No widgets."""
