"""What goes with the application and is run by hand or by the checks; only ``cli`` uses it."""
