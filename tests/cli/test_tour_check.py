"""`tour --check`: what would not fit or is not there is told before anybody sees it."""

from __future__ import annotations

import pytest

HEAD = 'format = "orbitviz-tour/1"\ntitle = "T"\ndesign = "one-shell"\n'
SHOT = '[[shots]]\nname = "A"\nduration_s = 4\n'
LONG = "words that go on and on " * 12


@pytest.mark.parametrize(
    ("text", "options", "expected"),
    [
        (
            f"{SHOT}[[shots.captions]]\ntext = '{LONG}'\n",
            ("--size", "1080x1920"),
            'shot "A", caption 1 of 1: the text "words that go on and on',
        ),
        (SHOT, ("--size", "12"), '"12" is not a size'),
        (f'logo = "no.png"\n{SHOT}', (), 'line 4, logo: "no.png" is not there'),
        (
            f"{SHOT}[[shots.callouts]]\ntext = 'a'\nsite = 'Nowheres'\n",
            (),
            'there is no site named "Nowheres"',
        ),
        (f"{SHOT}picture = 'sky'\nsky.site = 'Londno'\n", (), 'did you mean "London"?'),
        (
            f"{SHOT}[[shots.captions]]\nnumber = 'sky.above_min'\n",
            (),
            "the shot has no sky.site",
        ),
    ],
)
def test_a_mistake_is_one_sentence_with_its_place(text, options, expected, run, tmp_path):
    (tmp_path / "t.toml").write_text(HEAD + text, encoding="utf-8")
    status, out, err = run("tour", tmp_path / "t.toml", "--check", *options)
    assert status == 2
    assert not out
    assert expected in " ".join(err.split())
    assert "Traceback" not in err


def test_a_tour_that_fits_is_listed(run, tmp_path):
    text = f"{HEAD}{SHOT}[[shots.captions]]\ntitle = 'Short'\nnumber = 'check.planes'\n"
    (tmp_path / "t.toml").write_text(text, encoding="utf-8")
    status, out, _ = run("tour", tmp_path / "t.toml", "--check", "--size", "1080x1920")
    assert status == 0
    assert "A" in out


@pytest.mark.gl
def test_a_film_whose_caption_does_not_fit_is_not_begun(run, tmp_path, small_images):
    text = f"{HEAD}{SHOT}[[shots.captions]]\ntext = '{LONG}'\n"
    (tmp_path / "t.toml").write_text(text, encoding="utf-8")
    film = tmp_path / "film.png"
    status, _, err = run("film", tmp_path / "t.toml", "-o", film, "--size", "160x90", "--fps", "2")
    assert status == 2
    assert 'shot "A", caption 1 of 1' in " ".join(err.split())
    assert not list(tmp_path.glob("film-*.png"))
