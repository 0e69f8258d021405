"""A picture without a window: satellites coloured by the power of their arrays."""

from dataclasses import replace

from PIL import Image

import orbitviz
from orbitviz.model.state import Playback, State
from orbitviz.scene.offscreen import render_picture
from orbitviz.subsystems.quantities.power import ARRAY

document = orbitviz.load("one-shell").document
epoch = document.design.epoch_instant
state = State.of(document, Playback(epoch))
state = replace(state, view=replace(state.view, colour_mode=ARRAY.key))

pixels, honesty_line = render_picture(state, epoch, (480, 300))  # (height, width, 3) uint8
Image.fromarray(pixels).save("picture.png")
print(honesty_line)
