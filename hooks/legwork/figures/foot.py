"""The solver of the foot view: a close-up of one foot from its inner side, toes to the right.

Four numbers say everything: the lift of the big toe and of the small toes against the floor, the arch from
0 at rest to 1 drawn up, and the lift of the heel. The foot hinges at its arch: drawn up, the ball comes
nearer to the heel, and both stay on the floor. Everything in between is solved from numbers in between.
"""

from __future__ import annotations

from dataclasses import replace

from legwork.figures.body import CLOSE_ARCH, CLOSE_HEEL, CLOSE_SHORTER
from legwork.figures.geometry import rotation_of, turned, two_links
from legwork.figures.pose import Pose
from legwork.figures.rig import Frame


def frame(pose: Pose) -> Frame:
    """The pose as the page shows it."""
    ball = complex(-CLOSE_SHORTER * pose.arch, 0)
    to_arch, to_ball, _ = two_links(CLOSE_HEEL, ball, abs(CLOSE_ARCH - CLOSE_HEEL), abs(CLOSE_ARCH), 1)
    rear = to_arch - rotation_of(CLOSE_ARCH - CLOSE_HEEL)
    front = to_ball - rotation_of(-CLOSE_ARCH)
    turns = {
        "foot": pose.heel,
        "leg": -pose.heel,
        "rear": rear,
        "front": front - rear,
        "big-toe": -pose.big_toe - front - pose.heel,
        "small-toes": -pose.small_toes - front - pose.heel,
    }
    return Frame(ball - turned(ball, pose.heel), turns)


def between(start: Pose, end: Pose, progress: float) -> Frame:
    """The page at a progress of 0 to 1."""

    def number(before: float, after: float) -> float:
        return before + (after - before) * progress

    return frame(
        replace(
            end,
            big_toe=number(start.big_toe, end.big_toe),
            small_toes=number(start.small_toes, end.small_toes),
            arch=number(start.arch, end.arch),
            heel=number(start.heel, end.heel),
        )
    )
