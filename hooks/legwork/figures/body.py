"""Proportions and masses of the figure: an adult of 175 cm. Lengths in cm, masses as fractions of the whole.

Where the numbers come from, each checked on 2026-11-20 against two public reproductions:

- Lengths: Drillis and Contini, *Body Segment Parameters*, New York University 1966, as redrawn in Winter,
  *Biomechanics and Motor Control of Human Movement*, 4th ed. 2009, Fig. 4.1. Heights above the floor as
  fractions of stature: ankle .039, knee .285, hip .530, shoulder .818, chin .870; upper arm .186,
  forearm .146, hand .108, foot .152, breadth at the shoulders .259 and at the hips .191.
- Masses and centers of mass: Winter 2009, Table 4.1 (Dempster 1955 by way of Miller and Nelson, and
  Plagenhoef). De Leva 1996 measured young adults and puts 14 % of the mass into a thigh where Winter has
  10 %; Winter is used because his segment ends are the joints of this figure.
- Ours, by eye: how the trunk divides at two joints of the spine, where foot and toes hinge, the half
  distances between joints seen from the front (the breadths above are measured on the outside), the
  thickness of everything (`shapes`).
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

STATURE: Final = 175.0

THIGH: Final = (0.530 - 0.285) * STATURE
SHANK: Final = (0.285 - 0.039) * STATURE
SOLE: Final = 0.039 * STATURE
"""Height of the ankle above the sole."""
UPPER_ARM: Final = 0.186 * STATURE
FOREARM: Final = 0.146 * STATURE
PALM: Final = 7.0
"""From the wrist to the point of the hand that holds or leans."""
TRUNK: Final = (0.818 - 0.530) * STATURE
"""From the hips to the shoulders along a straight spine."""

# Places in the frame of a bone: x to the front of the body (seen from the front: outwards), y down.
LUMBAR: Final = complex(-0.5, -15)
"""From the hip to the bend of the spine above the pelvis (about L4/L5)."""
RIBS: Final = complex(0.2, -13)
"""From the lumbar joint to the bend of the spine below the ribs (about T12/L1)."""
SHOULDER: Final = complex(0.3, -(TRUNK - 28))
"""From the joint below the ribs."""
NECK: Final = complex(-0.3, -24.5)
BACK: Final = complex(-10.1, -18)
"""Between the shoulder blades, on the skin."""
YOKE: Final = complex(-9.7, -22.5)
"""The place of a bar behind the neck."""
STERNUM: Final = complex(10.6, -8)
BELLY: Final = complex(9, -6)
"""From the hip, on the skin."""
SEAT: Final = complex(-11.5, 4)
CREASE: Final = complex(9.5, -1)
"""The front crease of the hip, where a bar rests in a hip thrust."""
HEAD: Final = complex(4, -20)
EAR: Final = complex(1, -17)
TEMPLE: Final = complex(3, -21)

# Seen from the ankle, in the frame of the foot.
BALL: Final = complex(12.5, SOLE)
HINGE: Final = complex(12.5, SOLE - 2.9)
"""The joint of the toes."""
HEEL: Final = complex(-5.5, SOLE)
TOE_TIP: Final = complex(8, 2.5)
"""Seen from the joint of the toes."""

HIP_OUT: Final = 8.8
SHOULDER_OUT: Final = 17.2

# The close-up of a foot: fifths of a centimeter, seen from where the ball of the flat foot touches the floor.
CLOSE_HEEL: Final = complex(-86, 0)
CLOSE_ARCH: Final = complex(-40, -22)
"""In the middle of the foot: the joint that bends when the arch rises."""
CLOSE_ANKLE: Final = complex(-64, -38)
CLOSE_BIG_TOE: Final = complex(2, -9)
"""The joint of the big toe."""
CLOSE_SMALL_TOES: Final = complex(7, -11.4)
"""The joint of the second toe. The others lie behind it."""
CLOSE_SHORTER: Final = 8.0
"""The length that the foot loses with its arch drawn up."""


@dataclass(frozen=True)
class Segment:
    """A part of the body with mass: between two joints, its center a fraction of the way."""

    start: str
    end: str
    mass: float
    center: float


TRUNK_SEGMENTS: Final = (Segment("hip", "shoulder", 0.497, 0.5), Segment("ear", "ear", 0.081, 1.0))
"""Trunk, and head with neck: its center lies at the ear canal."""
LIMB_SEGMENTS: Final = (
    Segment("hip", "knee", 0.100, 0.433),
    Segment("knee", "ankle", 0.0465, 0.433),
    Segment("ankle", "foot", 0.0145, 0.5),
    Segment("shoulder", "elbow", 0.028, 0.436),
    Segment("elbow", "wrist", 0.022, 0.682),
)
"""One side. The last is forearm and hand together."""
