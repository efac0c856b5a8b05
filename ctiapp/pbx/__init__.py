"""Talking to a PBX: one interface, one package a dialect."""
