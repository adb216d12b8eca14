"""The solved keys of a figure, and the only place that tells views apart."""

from __future__ import annotations

from collections.abc import Mapping

from legwork.figures import foot, front_between, rig
from legwork.figures.between import Solved, between, solved
from legwork.figures.front import frame as front_frame
from legwork.figures.pose import poses
from legwork.figures.rig import Frame
from legwork.figures.schema import Figure


class Scene:
    """A figure's keys, solved once, and the motion between them."""

    def __init__(self, figure: Figure) -> None:
        self.figure = figure
        self.side = figure.view == "side"
        self.rig, self.places = rig.RIGS[figure.view]
        self.poses = poses(figure)
        self.keys: tuple[Solved, ...] = tuple(solved(pose) for pose in self.poses) if self.side else ()

    def frame(self, index: int) -> Frame:
        """Return a key as the picture shows it."""
        if self.side:
            return self.keys[index].stance.frame()
        return foot.frame(self.poses[index]) if self.figure.view == "foot" else front_frame(self.poses[index])

    def joints(self, frame: Frame) -> Mapping[str, complex]:
        return rig.joints(self.rig, self.places, frame)

    def between(self, start: int, end: int, progress: float, elapsed: float) -> tuple[Frame, Mapping[str, complex]]:
        """Return the picture between two keys, and its joints."""
        if self.side:
            stance = between(self.keys[start], self.keys[end], progress, elapsed)
            return stance.frame(), stance.joints
        if self.figure.view == "foot":
            frame = foot.between(self.poses[start], self.poses[end], progress)
        else:
            frame = front_between.between(self.poses[start], self.poses[end], progress, elapsed)
        return frame, self.joints(frame)

    def props_at(self, start: int, end: int, progress: float) -> dict[str, complex]:
        """Return the places of moving props on the drawing."""
        before, after = self.poses[start].move, self.poses[end].move
        places = {}
        for name, there in after.items():
            here = before.get(name, there)
            places[name] = complex(here[0] + (there[0] - here[0]) * progress, -(here[1] + (there[1] - here[1]) * progress))
        return places
