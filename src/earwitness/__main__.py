"""`python -m earwitness` is the command `earwitness`."""

from earwitness.cli.main import main

main()
