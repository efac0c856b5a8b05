"""The ``ctl`` verbs over the services; knows neither socket nor window."""
