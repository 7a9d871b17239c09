"""`earwitness`: parse, call the workflow, print. Data goes to standard output, talk to standard error."""

from __future__ import annotations

import os
import sys
import traceback
from importlib import import_module
from importlib.metadata import version

import click

from earwitness.errors import EarwitnessError

VERBS = {
    "add": "Take recordings in, from files or the web, and say from whom they came.",
    "process": "Take recordings in, hear them, translate them into English.",
    "show": "Read what was heard, with its translation and its doubts.",
    "translate": "Add other translations, and choose among them.",
    "glossary": "Say what words are in English throughout the case.",
    "names": "Find names, ranks and units, with the English that they might have.",
    "review": "Correct what was heard, on a page in the browser.",
    "speakers": "List who speaks, and say who a voice is.",
    "route": "Say who recorded, published, translated or reported a recording.",
    "quote": "Quote a passage: the words, and each editorial change to them.",
    "quotes": "List what is quoted and what to look at again, export it, take it back.",
    "check": "Look on the tape for what somebody's article quotes.",
    "excerpt": "Cut a quote out as a clip: sound, films, subtitles, a card.",
    "export": "Write subtitles, text, JSON, files for scoring; or hand the whole case on.",
    "import": "Take in a case that somebody handed on.",
    "seal": "Encrypt a whole case to named keys.",
    "unseal": "Open a case that was sealed to your key.",
    "publish": "Make a page with sound that opens from disk and from any web host.",
    "credentials": "Read how a published file was made, and whether it was changed since.",
    "inspect": "Tell what a file says of itself, and what is noticed in its sound.",
    "custody": "Tell what was done to a recording, by whom and when.",
    "verify": "Check that a case is what it was: every byte, row, line and signature.",
    "timestamp": "Have an authority sign when the case was there.",
    "key": "Show the key by which you sign, and choose your name or a passphrase.",
    "models": "List the models that hear, and fetch others by name.",
}
"""The verbs, in the order in which a newcomer needs them; each is a module of this package."""

INTERRUPTED = 130


class _Verbs(click.Group):
    """Loads a verb when it is called: help and listing load none."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        return list(VERBS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        if cmd_name not in VERBS:
            return None
        command: click.Command = import_module(f"earwitness.cli.{cmd_name}").command
        return command

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        with formatter.section("Commands"):
            formatter.write_dl(list(VERBS.items()))


@click.group(cls=_Verbs, context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100})
@click.version_option(version("earwitness"), prog_name="earwitness")
@click.option("--debug", is_flag=True, help="Show the traceback of an error.")
def earwitness(debug: bool) -> None:
    """From a recording in a language you do not speak to a page whose every word can be played.

    Everything happens on this machine. Only `add` and `check` of an address, `models --fetch`, `timestamp`,
    `--tsa` and `translate --allow-remote` use the network, and whatever writes to a case after
    `timestamp --always`.

    \b
    Exit codes: 0 fine, 1 something was found, 2 wrong usage, 3 cannot be done, 130 stopped by Ctrl-C.
    """


def main() -> None:
    """The console script."""
    debug = "--debug" in sys.argv[1:]
    try:
        status = earwitness.main(prog_name="earwitness", standalone_mode=False)
        sys.stdout.flush()
        _stamp()
    except click.UsageError as err:
        asked = err.ctx.command_path if err.ctx else "earwitness"
        _explain(f"{err.format_message()} See `{asked} --help`.", debug=debug)
        status = err.exit_code
    except click.ClickException as err:
        _explain(err.format_message(), debug=debug)
        status = err.exit_code
    except EarwitnessError as err:
        _explain(str(err), debug=debug)
        status = err.exit_code
    except (click.Abort, KeyboardInterrupt):
        _explain("Stopped. What was finished is kept: the same command goes on from there.", debug=debug)
        sys.stderr.flush()
        os._exit(INTERRUPTED)  # a model may be at work in another thread; nothing on disk needs it to end well
    except BrokenPipeError:
        os.dup2(
            os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno()
        )  # the reader has had enough, as with `| head`
        status = 0
    except Exception as err:  # noqa: BLE001  (a mistake in this program: say so in a sentence too)
        _explain(f"Something went wrong inside earwitness: {type(err).__name__}: {err}", debug=debug)
        if not debug:
            click.echo("Run it again with `earwitness --debug …` and report what it prints.", err=True)
        status = 3
    sys.exit(status if isinstance(status, int) else 0)


def _stamp() -> None:
    """Have what was written time-stamped, if somebody chose by whom; what wrote nothing loads nothing for that."""
    if "earwitness.workflow.person" in sys.modules:
        timestamp = import_module("earwitness.workflow.timestamp")
        for sentence in timestamp.stamp_written():
            click.echo(sentence, err=True)


def _explain(sentence: str, *, debug: bool) -> None:
    if debug:
        traceback.print_exc()
    click.echo(sentence, err=True)
