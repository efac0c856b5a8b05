"""What goes with the application and is run by hand or by the checks; used only by the command line."""
