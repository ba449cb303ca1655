"""`python -m sakkhi` is `sakkhi`."""

from sakkhi.cli.main import main

main()
