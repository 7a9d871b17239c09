"""`earwitness review`: put right what the machine heard, on a local page."""

from __future__ import annotations

import webbrowser
from importlib.util import find_spec
from pathlib import Path

import click

from earwitness.cli.common import case_argument, recording_argument, warn
from earwitness.errors import NotInstalledError


@click.command()
@case_argument
@recording_argument
@click.option(
    "--port", type=click.IntRange(0, 65_535), default=0, help="The port; 8471 if it is free, else another."
)
@click.option("--no-browser", is_flag=True, help="Print the address, and open no browser.")
@click.option(
    "--model",
    default="base",
    show_default=True,
    help="The model that listens for words that were changed; none: nobody does.",
)
def command(case: Path, recording: str | None, *, port: int, no_browser: bool, model: str) -> None:
    """Open a page on which somebody who knows the language corrects a recording, by keyboard.

    It is served on this machine alone, until Ctrl-C. Each change is a layer with its maker and its time. Whoever
    runs the command signs what is changed on the page. RECORDING is its file name or the beginning of its digest;
    it may be left out where the case holds one.
    """
    if not (find_spec("starlette") and find_spec("uvicorn")):
        raise NotInstalledError(
            "What serves the page is not installed.", advice="Install it: pip install 'earwitness[review]'"
        )
    from earwitness.web.serve import serve  # noqa: PLC0415  (an extra)

    def opened(address: str) -> None:
        warn("The page is at this address, which counts once. Ctrl-C ends it.")
        click.echo(address)
        if not no_browser:
            webbrowser.open(address)

    serve(case, recording, port=port, model=None if model == "none" else model, opened=opened, tell=warn)
