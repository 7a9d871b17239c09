"""`earwitness review`: put right what the machine heard, on a local page."""

from __future__ import annotations

import webbrowser
from importlib.util import find_spec
from pathlib import Path

import click

from earwitness.cli.common import case_argument, recording_argument, warn
from earwitness.errors import NotInstalledError, UsageError


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
@click.option(
    "--listen",
    metavar="ADDRESS",
    help="Serve it in a network, encrypted, at this address or name of this machine.",
)
@click.option(
    "--reviewer",
    "reviewers",
    metavar="NAME",
    multiple=True,
    help="Who is to come over the network; may be repeated.",
)
@click.option(
    "--certificate",
    metavar="PEM",
    type=click.Path(path_type=Path),
    help="The certificate to serve by; without it, one is made that its fingerprint vouches for.",
)
@click.option(
    "--certificate-key", metavar="PEM", type=click.Path(path_type=Path), help="Its key, if it is in another file."
)
@click.option(
    "--story",
    type=click.Path(exists=True, dir_okay=False, path_type=Path),
    help="A story to show beside the words, with its quotes as they are now.",
)
def command(  # noqa: PLR0913  (each option says one thing, and is seldom given)
    case: Path,
    recording: str | None,
    *,
    port: int,
    no_browser: bool,
    model: str,
    listen: str | None,
    reviewers: tuple[str, ...],
    certificate: Path | None,
    certificate_key: Path | None,
    story: Path | None,
) -> None:
    """Open a page on which somebody who knows the language corrects a recording, by keyboard.

    It is served until Ctrl-C, on this machine alone unless --listen says otherwise. Each change is a layer with
    its maker and its time. Whoever runs the command signs what is changed on the page, also for each --reviewer,
    who then is named with it. RECORDING is its file name or the beginning of its digest; it may be left out where
    the case holds one.
    """
    if not (find_spec("starlette") and find_spec("uvicorn")):
        raise NotInstalledError(
            "What serves the page is not installed.", advice="Install it: pip install 'earwitness[review]'"
        )
    if listen is None and (reviewers or certificate):
        raise UsageError("Nobody can come where nothing listens.", advice="Say where: --listen ADDRESS.")
    if certificate_key and not certificate:
        raise UsageError("A key was named without its certificate.", advice="Name that, too: --certificate.")
    from earwitness.web.place import Network  # noqa: PLC0415  (an extra)
    from earwitness.web.serve import serve  # noqa: PLC0415  (an extra)

    def opened(address: str, guest: str | None) -> None:
        if guest is not None:
            click.echo(f"{guest}\t{address}")
            return
        warn("The page is at this address, which counts once. Ctrl-C ends it.")
        click.echo(address)
        if not no_browser:
            webbrowser.open(address)

    serve(
        case,
        recording,
        port=port,
        model=None if model == "none" else model,
        story=story,
        opened=opened,
        tell=warn,
        network=Network(address=listen, guests=reviewers, certificate=certificate, key=certificate_key)
        if listen is not None
        else None,
    )
