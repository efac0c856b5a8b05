"""``python -m ctiapp.simpbx``: the simulated PBX alone."""

from __future__ import annotations

import argparse
import sys

from ctiapp.simpbx.options import COMPANY_CONTACTS, KINDS, SCENARIOS, OptionsError, PbxOptions


def main(arguments: list[str] | None = None) -> int:
    """Parse the command line and run the PBX; returns the exit code (2 for wrong usage)."""
    parser = argparse.ArgumentParser(prog="ctiapp pbx", description="The simulated PBX alone.")
    parser.add_argument("--kind", default="p-series", help=f"one of: {', '.join(KINDS)}")
    parser.add_argument("--host", default="127.0.0.1")
    parser.add_argument("--port", type=int, default=0)
    parser.add_argument("--tls", action="store_true")
    parser.add_argument("--extensions", type=int, default=24)
    parser.add_argument("--contacts", type=int, default=COMPANY_CONTACTS)
    parser.add_argument("--scenario", help=f"one of: {', '.join(SCENARIOS)}")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--control-port", type=int, default=0)
    parser.add_argument("--exit-with-stdin", action="store_true", help=argparse.SUPPRESS)
    options = PbxOptions(**vars(parser.parse_args(arguments)))
    try:
        options.check()
        # Here, so that --help loads no web framework.
        from ctiapp.simpbx import server

        return server.main(options)
    except OptionsError as error:
        sys.stderr.write(f"ctiapp pbx: {error}\n")
        return 2


if __name__ == "__main__":
    sys.exit(main())
