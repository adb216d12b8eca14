"""The dolls: the shapes on each bone, and the order in which they are drawn."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Final

from legwork.figures import body, muscles, props
from legwork.figures.geometry import number
from legwork.figures.rig import Channel
from legwork.figures.schema import Figure
from legwork.figures.schema_props import Prop
from legwork.figures.svg import Element, Painter, Raw, Use, group, rotate, translate

DEPTH: Final = (2.4, -1.4)
"""Far limbs stand a little ahead and higher, which reads as depth."""
PLATE_RADIUS: Final = 22.5
"""Radius of the plates that hold a bar at the usual height, cm."""
LEVERS: Final = {"leg-extension": 8.0, "leg-curl": -7.4}
"""Machines with a lever that turns with the shank, and the distance of their pad ahead of it, cm."""
Lit = Mapping[str, list[tuple[str, str]]]


def doll(figure: Figure, painter: Painter, work: Mapping[str, Iterable[str]]) -> Element | None:
    """Return the figure, with its working muscles and the props it holds."""
    kinds: Mapping[str, type[SideDoll | FrontDoll | FootDoll]] = {"side": SideDoll, "foot": FootDoll}
    return kinds.get(figure.view, FrontDoll)(figure, painter, muscles.lit(figure.view, work)).draw()


class _Doll:
    def __init__(self, figure: Figure, painter: Painter, lit: Lit) -> None:
        self.figure, self.painter, self.lit = figure, painter, lit

    def glow(self, bone: str) -> list[Element]:
        return [Use(shape, css) for shape, css in self.lit.get(bone, ())]

    def held(self, side: str) -> Prop | None:
        """Return the props in the hand of a side."""
        return next((p for p in self.figure.props if p.hand in (side, "both")), None)

    def bars(self, *places: str) -> bool:
        """Return whether a bar lies at one of these places."""
        return any(p.type in ("barbell", "dowel") and p.at in places for p in self.figure.props)

    @property
    def plates(self) -> bool:
        return any(p.type == "barbell" for p in self.figure.props)

    def grips(self, side: str) -> bool:
        """Return whether the hand is closed around something."""
        return self.held(side) is not None or self.bars("yoke", "hands") or bool(self.closed & {side})

    @property
    def closed(self) -> set[str]:
        """Return the sides whose hand holds a rail or a machine's handle."""
        if not any(p.type == "rail" or p.type in LEVERS for p in self.figure.props):
            return set()
        arms = [key.arms for key in self.figure.keys if key.arms]
        sides = {"near", "far", "left", "right"}
        return {s for s in sides for a in arms if (spec := getattr(a, s) or a.both) is not None and spec.hand is not None}

    def kettlebell(self, prop: Prop, side: str) -> Element | None:
        """Return a kettlebell that hangs plumb from the hand, or swings in line with the forearm."""
        bell = Use("kettlebell", "ld")
        return group([bell], translate(0, body.PALM)) if prop.swings else self.painter.bone(f"{side}.load", [bell])

    def bands(self, place: str) -> bool:
        return any(p.type == "mini-band" and p.at == place for p in self.figure.props)


class SideDoll(_Doll):
    """Facing right. From back to front: far leg, far arm, trunk, near leg, near arm."""

    def draw(self) -> Element | None:
        far = translate(*DEPTH)
        behind = [self.disc("yoke"), group([self.arm("far")], far, "xs")]
        layers = [
            group([self.leg("far", far=True)], far, "xs"),
            self.trunk(behind),
            group([self.leg("near", far=False)], css="sk"),
            self.painter.bone("pelvis", self.glow("pelvis")),
            self.on_chest([self.hub("yoke"), group([self.arm("near", halo=True)], css="hl"), self.near_arm()]),
        ]
        return self.painter.on(Channel("root", "move"), layers)

    def trunk(self, behind: list[Element | None]) -> Element | None:
        head = self.painter.bone(
            "head", [Use("head", "sk"), Use("hair", "hr"), Use("bun", "hr") if self.figure.hair == "bun" else None]
        )
        chest = self.painter.bone("chest", [head, Use("chest", "tp"), *self.glow("chest")])
        waist = self.painter.bone("waist", [Use("waist", "tp"), chest, *self.glow("waist")])
        pelvis = self.painter.bone("pelvis", [self.disc("crease"), Use("pelvis", "ct"), waist, self.hub("crease")])
        return group([self.on_chest(behind), pelvis])

    def on_chest(self, parts: Iterable[Element | None]) -> Element | None:
        chest = self.painter.bone("chest", parts)
        return self.painter.bone("pelvis", [self.painter.bone("waist", [chest])])

    def near_arm(self) -> Element | None:
        return group([self.arm("near")], css="sk")

    def leg(self, side: str, far: bool) -> Element | None:
        shoe = "xo" if far else "sh"
        lit: Lit = {} if far else self.lit
        bone = self.painter.bone

        def glow(part: str) -> list[Element]:
            return [Use(shape, css) for shape, css in lit.get(part, ())]

        toes = bone(f"{side}.toes", [Use("toe", shoe), None if far else Use("toe-sole", "so")])
        forefoot = Raw('<path class="bn" d="M8.6.4 10 6.8"/>') if self.bands("foot") else None
        foot = bone(f"{side}.foot", [Use("foot", shoe), toes, None if far else Use("sole", "so"), *glow("foot"), forefoot])
        ankle = _loop(0, 34) if self.bands("ankle") else None
        lever, pad = (None, None) if far else self.lever()
        shank = bone(f"{side}.shank", [lever, Use("shank"), *glow("shank")], [foot, ankle, pad])
        knee = _loop(0, 34) if self.bands("knee") else _loop(0, 22, 9) if self.bands("thigh") else None
        return bone(f"{side}.thigh", [Use("thigh"), *glow("thigh"), shank, Use("leg", "xc" if far else "ct"), knee])

    def arm(self, side: str, halo: bool = False) -> Element | None:
        bone = self.painter.bone
        held = None if halo else self.load(side)
        hand = Use("fist" if self.grips(side) else "hand")
        palm = bone(f"{side}.palm", [held, hand])
        fore = bone(f"{side}.fore", [Use("fore")], [palm])
        return bone(f"{side}.upper", [Use("upper")], [fore])

    def load(self, side: str) -> Element | None:
        prop = self.held(side)
        if prop is None:
            if not self.bars("hands") or (side == "far" and not self.plates):
                return None
            return group([_disc() if side == "far" else _hub()], translate(0, body.PALM))
        if prop.type == "dumbbell":
            return group([Use("dumbbell", "ld")], translate(0.4, body.PALM))
        return self.kettlebell(prop, side)

    def disc(self, at: str) -> Element | None:
        """Return a barbell's far plate, end-on and behind the figure. The near one would hide the lifting body."""
        return self.beside(at, _disc()) if self.plates else None

    def hub(self, at: str) -> Element | None:
        """The near end of a bar."""
        return self.beside(at, _hub())

    def beside(self, at: str, shape: Element) -> Element | None:
        spot = {"yoke": body.YOKE, "crease": body.CREASE}[at]
        return group([shape], translate(spot.real, spot.imag)) if self.bars(at) else None

    def lever(self) -> tuple[Element | None, Element | None]:
        """A machine's lever, behind the shank and turning with it, and the pad that the leg presses."""
        ahead = next((LEVERS[p.type] for p in self.figure.props if p.type in LEVERS), None)
        if ahead is None:
            return None, None
        x = number(ahead)
        arm = f'<path class="fr" d="M0 0L{x} 10V36"/><circle r="3.4" class="ld"/>'
        return Raw(arm), Raw(f'<circle cx="{x}" cy="36" r="4.8" class="ld"/>')


def _disc() -> Element:
    radii = ((PLATE_RADIUS, "ld"), (PLATE_RADIUS - 4.5, "pq"), (5, "ld"))
    return Raw("".join(f'<circle r="{number(radius)}" class="{css}"/>' for radius, css in radii))


def _hub() -> Element:
    return Raw('<circle r="3" class="ld"/>')


def _loop(x: float, y: float, half: float = 6) -> Element:
    """A mini-band around a limb seen from the side."""
    return Raw(f'<path class="bn" d="M{number(x - half)} {number(y)}H{number(x + half)}"/>')


class FrontDoll(_Doll):
    """Facing the viewer, or seen from the back. Which leg covers the other may change in mid-motion."""

    def draw(self) -> Element | None:
        back = self.figure.view == "back"
        arms = [self.arm(side) for side in ("left", "right")]
        layers = [*(arms if back else ()), *self.legs(), self.trunk(), *(() if back else arms)]
        return self.painter.on(Channel("root", "move"), [self.painter.on(Channel("root", "turn"), layers), self.mini_band()])

    def legs(self) -> list[Element | None]:
        """Right leg, shorts, left leg; and once more the right one, shown while it crosses in front. If it always
        does, the first one would be unseen below it, and is left out."""
        crossing = any(key.in_front for key in self.figure.keys)
        covered = crossing and self.painter.stays(Channel("right leg", "show"), (1.0,))
        pelvis = self.painter.bone("pelvis", [Use("f-pelvis", "ct"), *self.glow("pelvis")])
        below = None if covered else group([self.leg("right")], css="sk")
        layers = [below, pelvis, *self.over("left", crossing and not covered)]
        if crossing:
            layers.append(self.painter.on(Channel("right leg", "show"), self.over("right", crossing)))
        if self.lit.get("hips"):
            halves = [self.painter.bone(f"{side}.hips", self.glow("hips")) for side in ("left", "right")]
            layers.append(self.painter.bone("pelvis", halves))
        return layers

    def over(self, side: str, crossing: bool) -> list[Element | None]:
        """Return a leg over the parts drawn before, set off by the page's color where legs cross."""
        halo = group([self.leg(side, halo=True)], css="hl") if crossing else None
        return [halo, group([self.leg(side)], css="sk")]

    def leg(self, side: str, halo: bool = False) -> Element | None:
        bone = self.painter.bone

        def glow(part: str) -> list[Element]:
            return [] if halo else self.glow(part)

        shoe = "" if halo else "sh"
        toes = bone(f"{side}.toes", [Use("f-toes", shoe)])
        heel = bone(f"{side}.heel", [Use("f-heel", shoe)])
        sole = bone(f"{side}.sole", [Use("f-sole", shoe)]) if self.on_heels else None
        foot = bone(f"{side}.foot", [Use("f-foot", shoe)], [heel, sole, toes], glow("foot"))
        shank = bone(f"{side}.shank", [Use("f-shank"), *glow("shank")], [foot])
        cloth = None if halo else Use("f-leg", "ct")
        thigh = bone(f"{side}.thigh", [Use("f-thigh"), *glow("thigh"), cloth], [shank])
        return self.painter.bone("pelvis", [self.painter.bone(f"{side}.hips", [thigh])])

    @property
    def on_heels(self) -> bool:
        """Return whether a foot stands on its heel in some key, so that its sole may show."""
        return any(leg and leg.heel_at for key in self.figure.keys for leg in (key.left, key.right, key.both))

    def trunk(self) -> Element | None:
        back = self.figure.view == "back"
        bun = Use("b-bun", "hr") if self.figure.hair == "bun" else None
        hair = Use("b-hair" if back else "f-hair", "hr")
        head = self.painter.bone(
            "head", [Use("f-neck", "sk"), group([Use("f-head")], css="hl"), Use("f-head", "sk"), hair, bun]
        )
        bar = self.bar("yoke", -37)
        chest = [bar, Use("f-chest", "tp"), *self.glow("chest")]
        return self.painter.bone("pelvis", [self.painter.bone("chest", chest, [head])])

    def arm(self, side: str) -> Element | None:
        return group([group([self.arm_parts(side, halo=True)], css="hl"), group([self.arm_parts(side)], css="sk")])

    def arm_parts(self, side: str, halo: bool = False) -> Element | None:
        bone = self.painter.bone
        load = None if halo else self.load(side)
        palm = bone(f"{side}.palm", [load, Use("fist" if self.grips(side) else "hand")])
        fore = bone(f"{side}.fore", [Use("fore")], [palm])
        upper = bone(f"{side}.upper", [Use("upper")], [fore])
        return bone("pelvis", [bone("chest", [], [bone(f"{side}.shoulders", [upper])])])

    def load(self, side: str) -> Element | None:
        prop = self.held(side)
        if prop is None:
            return None
        if prop.type == "dumbbell":
            return group([Raw('<circle r="6" class="ld"/>')], translate(0.4, body.PALM))
        return self.kettlebell(prop, side)

    def bar(self, at: str, y: float) -> Element | None:
        if not self.bars(at):
            return None
        high = number(y)
        plates = "".join(
            f'<rect x="{x}" y="{number(y - PLATE_RADIUS)}" width="4" height="{number(2 * PLATE_RADIUS)}" rx="1.4" class="ld"/>'
            for x in (-58, 54)
        )
        return Raw(f'<path class="fr" d="M-66 {high}H66"/>{plates if self.plates else ""}')

    def mini_band(self) -> Element | None:
        place = next((p.at for p in self.figure.props if p.type == "mini-band"), None)
        if place is None:
            return None
        line = Raw(props.STRETCHED)
        stretched = self.painter.on(Channel("mini-band", "width"), [line])
        return self.painter.on(Channel("mini-band", "move"), [self.painter.on(Channel("mini-band", "turn"), [stretched])])


class FootDoll(_Doll):
    """A bare foot from its inner side, toes to the right. From back to front: small toes, foot and leg, big toe."""

    def draw(self) -> Element | None:
        bone = self.painter.bone
        toe = group([Use("t-toe")], css="hl"), Use("t-toe", "sk")
        fan = [group(toe, translate(-3.2 * place, -1.2 * place) + rotate(-4 * place)) for place in (3, 2, 1, 0)]
        small = self.in_front_of_arch([bone("small-toes", fan)])
        set_off = self.in_front_of_arch([bone("big-toe", [group([Use("t-big-toe")], css="hl")])])
        big = bone("big-toe", [Use("t-big-toe", "sk"), *self.glow("big-toe")])
        rear = bone("rear", [Use("t-rear", "sk")])
        front = self.in_front_of_arch([Use("t-front", "sk"), *self.glow("front"), big])
        leg = bone("leg", [Use("t-leg", "sk"), *self.glow("leg"), Use("t-hem", "ct")])
        glowing = bone("rear", self.glow("rear"))
        layers = [small, set_off, leg, rear, glowing, front]
        return self.painter.on(Channel("root", "move"), [self.painter.bone("foot", layers)])

    def in_front_of_arch(self, parts: Iterable[Element | None]) -> Element | None:
        return self.painter.bone("rear", [self.painter.bone("front", parts)])
