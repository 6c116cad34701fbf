"""The one place where an error becomes a line on stderr and an exit code: `error: WHAT (WHERE): WHAT TO DO`."""

from __future__ import annotations

import errno
import os
import sys
from pathlib import Path

import click

from qiosk_scraper.cli.command import Invocation
from qiosk_scraper.cli.terminal import hide_secrets, prepare_streams, safe
from qiosk_scraper.errors import ExitCode, QioskError
from qiosk_scraper.stopping import NAMES, SIGNALS, WHAT_TO_DO, Terminated

STOPPED = {ExitCode(128 + number): name for number, name in NAMES.items()}


def run(command: click.Command, args: list[str]) -> int:
    """Run `command`, print what went wrong if something did, and give the exit code."""
    prepare_streams()
    if instruction := os.environ.get("_QIOSK_COMPLETE"):
        from click.shell_completion import shell_complete

        return shell_complete(command, {}, "qiosk", "_QIOSK_COMPLETE", instruction)
    invocation = Invocation()
    try:
        with command.make_context("qiosk", args, obj=invocation) as ctx:
            result = command.invoke(ctx)
        SIGNALS.settle()
        sys.stdout.flush()
        return int(result) if isinstance(result, int) else ExitCode.DONE
    except click.exceptions.Exit as stop:
        return stop.exit_code
    except BrokenPipeError:
        _drop_stdout()
        return ExitCode.DONE
    except (Exception, KeyboardInterrupt, Terminated) as error:
        SIGNALS.settle()
        if isinstance(error, OSError) and error.errno == errno.EPIPE:
            _drop_stdout()
            return ExitCode.DONE
        described = describe(error)
        _say(f"error: {described}")
        if invocation.verbosity >= 2 and not isinstance(error, (click.ClickException, KeyboardInterrupt, Terminated)):
            _say_traceback(error)
        return described.exit_code


def describe(error: BaseException) -> QioskError:
    """Any error as what, where, what to do, and exit code."""
    match error:
        case QioskError():
            return error
        case KeyboardInterrupt() | click.Abort():
            return stopped(ExitCode.SIGINT)
        case Terminated():
            return stopped(ExitCode.SIGTERM)
        case Exception() if SIGNALS.received and not isinstance(error, click.ClickException):
            # What an import or a C library made of the signal's exception.
            return stopped(ExitCode(128 + SIGNALS.received[0]))
        case click.ClickException():
            return _describe_usage(error)
        case OSError():
            return _describe_os_error(error)
        case MemoryError():
            return QioskError("out of memory", "this machine", "give it more, or do less at once", ExitCode.BUG)
    if (sqlite3 := sys.modules.get("sqlite3")) and isinstance(error, sqlite3.Error):
        return _describe_database_error(error)
    return _describe_bug(error)


def stopped(exit_code: ExitCode) -> QioskError:
    """The error of a run that a signal ended; `exit_code` is one of STOPPED."""
    return QioskError("stopped", STOPPED[exit_code], WHAT_TO_DO, exit_code)


def _describe_usage(error: click.ClickException) -> QioskError:
    ctx = getattr(error, "ctx", None)
    path = ctx.command_path if ctx is not None else "qiosk"
    see = f"see `{path} --help`"
    what = error.format_message()
    where = path
    if isinstance(error, click.NoSuchOption):
        what = f"no such option {error.option_name}"
        if error.possibilities:
            see = f"did you mean {next(iter(error.possibilities))}? Else {see}"
    elif isinstance(error, click.MissingParameter):
        where = path
    elif isinstance(error, click.BadParameter):
        what = error.message
        if error.param is not None:
            where = error.param.get_error_hint(error.ctx).replace("'", "") if error.ctx else str(error.param.name)
    what, _, advice = what.partition("; did you mean ")
    if advice:
        see = f"did you mean {advice.rstrip('?')}? Else {see}"
    return QioskError(_sentence(what), where, see, ExitCode.USAGE)


def _sentence(text: str) -> str:
    """`text` as it stands inside a line: no full stop, a small first letter unless the word is a name."""
    text = " ".join(text.split()).rstrip(".")
    return text[:1].lower() + text[1:] if text[1:2].islower() else text


def _describe_os_error(error: OSError) -> QioskError:
    named = isinstance(error.filename, (str, bytes))
    where = os.fsdecode(error.filename) if named else "standard output" if _is_printing(error) else _place(error)
    what = (error.strerror or type(error).__name__).lower()
    if error.errno in (errno.ENOSPC, errno.EDQUOT, errno.EFBIG):
        return QioskError(what, where, "make room and run the same command again", ExitCode.DISK_FULL)
    if isinstance(error, FileNotFoundError):
        return QioskError("no such file or folder", where, "check the path", ExitCode.USAGE)
    never_opens = (errno.ENAMETOOLONG, errno.ELOOP)
    if error.errno in never_opens or isinstance(
        error, (PermissionError, IsADirectoryError, NotADirectoryError, FileExistsError)
    ):
        return QioskError(what, where, "name a file that this user may open", ExitCode.USAGE)
    return _describe_bug(error)


def _describe_database_error(error: Exception) -> QioskError:
    """What SQLite says where the archive's own rooms did not say it better."""
    from qiosk_scraper.archive.faults import explain

    return explain(error, Path("the archive")) or _describe_bug(error)


def _describe_bug(error: BaseException) -> QioskError:
    what = f"unexpected {type(error).__name__}: {error}".rstrip(": ")
    return QioskError(what, _place(error), "this is a bug; -vv shows the traceback to report with it", ExitCode.BUG)


def _place(error: BaseException) -> str:
    """Where in our own code an error was raised: `parse.py line 12`."""
    place = "qiosk"
    trace = error.__traceback__
    while trace is not None:
        folder, _, name = trace.tb_frame.f_code.co_filename.rpartition("qiosk_scraper" + os.sep)
        if folder:
            place = f"{name} line {trace.tb_lineno}"
        trace = trace.tb_next
    return place


def _is_printing(error: BaseException) -> bool:
    """Whether a write without a file's name failed in the rooms that only print."""
    return error.__traceback__ is not None and _place(error).startswith("cli" + os.sep)


def say_error(error: QioskError) -> None:
    """The line of an error that does not end the command at once: it goes on to its closing line."""
    _say(f"error: {error}")


def _say(line: str) -> None:
    """One line on stderr, whatever stands in it."""
    try:
        sys.stdout.flush()
    except (OSError, ValueError):
        _drop_stdout()
    try:
        print(safe(hide_secrets(" ".join(line.split("\n")))), file=sys.stderr, flush=True)
    except (OSError, ValueError):  # stderr is closed: the exit code has to be enough
        return


def _say_traceback(error: BaseException) -> None:
    import traceback

    for line in "".join(traceback.format_exception(error)).splitlines():
        _say(line)


def _drop_stdout() -> None:
    """The reader of stdout has gone (`| head -1`): what is left goes nowhere, also at exit."""
    try:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
    except (OSError, ValueError):  # no file behind it, as under a test's capture
        return
