"""PyVista: a point cloud over a sphere, positions from numpy."""

from __future__ import annotations

import math

import pyvista

from orbitviz.model.camera import HOME
from tests.bench.peers.contestant import Contestant, serve
from tests.bench.peers.million import place_km


class PyVistaPoints(Contestant):
    """Every frame propagates in numpy straight into the points of the cloud."""

    def __init__(self, setup, columns):
        self._columns = columns
        self._plotter = plotter = pyvista.Plotter(off_screen=True, window_size=setup.size)
        plotter.set_background("black")
        plotter.disable_anti_aliasing()  # by default 8 samples a pixel
        globe = pyvista.Sphere(setup.earth_radius_km, theta_resolution=128, phi_resolution=64)
        plotter.add_mesh(globe, color="#1a3366", lighting=False)
        self._cloud = pyvista.PolyData(columns[:3].T.copy())
        place_km(columns, 0.0, self._cloud.points)
        self._actor = plotter.add_points(
            self._cloud, color="white", point_size=1, lighting=False, reset_camera=False
        )
        camera = plotter.camera
        camera.position, camera.focal_point, camera.up = setup.eye_km, HOME.target_km, setup.up
        camera.view_angle = math.degrees(HOME.fov_rad)
        camera.clipping_range = (0.5 * HOME.distance_km, 2.0 * HOME.distance_km)
        plotter.show(auto_close=False)
        words = plotter.render_window.ReportCapabilities().splitlines()
        names = [word.split(":", 1)[1] for word in words if word.startswith("OpenGL renderer")]
        self.renderer = names[0].split("(")[0].strip() if names else "unknown renderer"

    def draw(self, time_s, with_satellites):
        """Draw one frame and return when it is finished."""
        self._actor.visibility = with_satellites
        if with_satellites:
            place_km(self._columns, time_s, self._cloud.points)
            self._cloud.points.Modified()
        self._plotter.render()
        self._plotter.render_window.WaitForCompletion()

    def pixels(self):
        """Return the frame drawn last, (height, width, 3) uint8."""
        return self._plotter.screenshot(return_img=True)[..., :3]


if __name__ == "__main__":
    serve(PyVistaPoints)
