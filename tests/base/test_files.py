"""Files are written whole or not at all, where the user means them."""

from __future__ import annotations

import errno
import os
import signal
import stat
import subprocess
import sys
import time
from pathlib import Path

import pytest

from orbitviz.base.errors import UserError
from orbitviz.base.files import check_writable, replacing, save_through, write_atomically

posix_only = pytest.mark.skipif(sys.platform == "win32", reason="links and modes of POSIX")

KILLS = 6  # tests/bench/kill_saves.py does a hundred
_SAVER = """
import sys
from orbitviz.base.files import write_atomically
k = 0
print("ready", flush=True)
while True:
    k += 1
    write_atomically(sys.argv[1], f"{k % 10}" * 3_000_000)
"""


def left_over(folder: Path) -> list[str]:
    return [name for name in os.listdir(folder) if name.startswith(".")]


@posix_only
def test_a_link_is_written_through(tmp_path):
    (tmp_path / "elsewhere").mkdir()
    target, link = tmp_path / "elsewhere" / "a.toml", tmp_path / "link.toml"
    target.write_text("old")
    link.symlink_to("elsewhere/a.toml")
    check_writable(link)
    write_atomically(link, "new")
    assert link.is_symlink()
    assert target.read_text() == "new"
    assert left_over(tmp_path) == left_over(target.parent) == []


@posix_only
def test_a_link_to_nothing_makes_its_file(tmp_path):
    link = tmp_path / "link.toml"
    link.symlink_to("later.toml")
    write_atomically(link, "new")
    assert (tmp_path / "later.toml").read_text() == "new"
    assert link.is_symlink()


@posix_only
def test_a_link_to_itself_is_named(tmp_path):
    link = tmp_path / "loop.toml"
    link.symlink_to("loop.toml")
    for write in (check_writable, lambda path: write_atomically(path, "x")):
        with pytest.raises(UserError, match=r"loop\.toml: is a link that leads to itself"):
            write(link)
    assert link.is_symlink()


@posix_only
@pytest.mark.parametrize("mode", [0o600, 0o644, 0o664])
def test_permissions_are_kept(tmp_path, mode):
    file = tmp_path / "a.toml"
    file.write_text("old")
    file.chmod(mode)
    write_atomically(file, "new")
    assert stat.S_IMODE(file.stat().st_mode) == mode


@posix_only
def test_a_read_only_file_stays_as_it_is(tmp_path):
    file = tmp_path / "a.toml"
    file.write_text("old")
    file.chmod(0o444)
    for write in (check_writable, lambda path: write_atomically(path, "new")):
        with pytest.raises(UserError, match=r"a.toml: is read-only; allowed: another file"):
            write(file)
    assert file.read_text() == "old"
    assert stat.S_IMODE(file.stat().st_mode) == 0o444


@posix_only
def test_a_pipe_is_written_into(tmp_path):
    pipe = tmp_path / "pipe"
    os.mkfifo(pipe)
    with subprocess.Popen(["cat", str(pipe)], stdout=subprocess.PIPE) as reader:
        check_writable(pipe)
        save_through(pipe, lambda scratch: scratch.write_bytes(b"picture") and None, ".png")
        assert reader.communicate(timeout=20)[0] == b"picture"
    assert stat.S_ISFIFO(pipe.stat().st_mode)


@posix_only
def test_a_pipe_that_nobody_reads_is_named_and_not_waited_for_long(tmp_path):
    pipe = tmp_path / "pipe"
    os.mkfifo(pipe)
    code = "import sys; from orbitviz.base.files import write_atomically as w; w(sys.argv[1], 'x')"
    done = subprocess.run(
        [sys.executable, "-c", code, str(pipe)], capture_output=True, text=True, timeout=60
    )
    assert "pipe: is a pipe that nobody reads; allowed: a pipe with a program at its" in done.stderr


@posix_only
@pytest.mark.parametrize(("old", "new"), [("old", "a new text"), ("an old text", "new")])
def test_all_names_of_a_file_lead_to_what_was_saved(tmp_path, old, new):
    file, other = tmp_path / "a.toml", tmp_path / "b.toml"
    file.write_text(old)
    os.link(file, other)
    check_writable(file)
    write_atomically(file, new)
    assert os.path.samefile(file, other)
    assert file.read_text() == other.read_text() == new
    assert left_over(tmp_path) == []


@posix_only
def test_a_full_disk_leaves_a_file_of_several_names_as_it_was(tmp_path, monkeypatch):
    file = tmp_path / "a.toml"
    file.write_text("old")
    os.link(file, tmp_path / "b.toml")

    def full(*_):
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr(os, "posix_fallocate", full)
    with pytest.raises(UserError, match="no space left on device"):
        write_atomically(file, "a new text")
    assert file.read_text() == "old"
    assert left_over(tmp_path) == []


@posix_only
def test_a_full_device_is_named():
    with pytest.raises(UserError, match=r"/dev/full: cannot be written \(no space left"):
        write_atomically("/dev/full", "x" * 100_000)
    assert stat.S_ISCHR(os.stat("/dev/full").st_mode)


def test_a_name_that_fills_all_255_bytes_is_written(tmp_path):
    file = tmp_path / f"{'n' * 250}.toml"
    write_atomically(file, "x")
    assert file.read_text() == "x"


@pytest.mark.parametrize("name", ["n" * 300, "a\0b", ""])
def test_what_is_no_name_is_refused(tmp_path, name):
    path = f"{tmp_path}/{name}"
    for write in (check_writable, lambda path: write_atomically(path, "x")):
        with pytest.raises(UserError):
            write(path)


def test_leftovers_of_killed_writes_are_swept_and_others_are_not(tmp_path):
    file, other = tmp_path / "a.toml", tmp_path / "b.toml"
    left, fresh = [], []
    for target in (file, other):
        with replacing(target):
            (name,) = set(left_over(tmp_path)) - {leftover.name for leftover in (*left, *fresh)}
        left.append(tmp_path / f"{name[:-4]}dead")
        fresh.append(tmp_path / f"{name[:-4]}fine")
    for leftover in (*left, *fresh):
        leftover.write_text("half")
    for leftover in left:
        os.utime(leftover, (time.time() - 1000.0,) * 2)
    write_atomically(file, "x")
    assert not left[0].exists()
    assert all(leftover.exists() for leftover in (left[1], *fresh))


@posix_only
def test_a_file_that_another_process_writes_is_no_leftover(tmp_path):
    file = tmp_path / "a.toml"
    with replacing(file) as stream:
        (name,) = left_over(tmp_path)
        os.utime(tmp_path / name, (time.time() - 1000.0,) * 2)
        code = (
            "import sys; from orbitviz.base.files import write_atomically as w; w(sys.argv[1], 'b')"
        )
        subprocess.run([sys.executable, "-c", code, str(file)], check=True)
        stream.write(b"a")
    assert file.read_text() == "a"


@posix_only
def test_a_kill_while_saving_breaks_no_file(tmp_path):
    file = tmp_path / "a.toml"
    write_atomically(file, "0" * 3_000_000)
    for kill in range(KILLS):
        saver = subprocess.Popen(
            [sys.executable, "-c", _SAVER, str(file)], stdout=subprocess.PIPE, text=True
        )
        assert saver.stdout is not None
        saver.stdout.readline()
        time.sleep(0.004 * kill)
        saver.send_signal(signal.SIGKILL)
        saver.communicate()
        text = file.read_text()
        assert len(text) == 3_000_000
        assert text == text[0] * len(text)
    for name in left_over(tmp_path):
        os.utime(tmp_path / name, (time.time() - 1000.0,) * 2)
    write_atomically(file, "end")
    assert left_over(tmp_path) == []
