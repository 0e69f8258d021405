from __future__ import annotations

import pytest

from orbitviz.cli.main import main


@pytest.fixture
def run(capsys):
    """Run the program with arguments of any kind; return its exit status and what it printed."""

    def run(*arguments):
        with pytest.raises(SystemExit) as leaving:
            main(lambda *_: None, [str(argument) for argument in arguments])
        out, err = capsys.readouterr()
        return leaving.value.code, out, err

    return run
