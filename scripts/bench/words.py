"""Words for made-up exercises: patterns whose `{slot}` is filled from the entry of that name.

Texts come out about as long as those of the real catalogue, and seldom twice alike; steps and mistakes, which the checks
hold to that, name their exercise.
"""

from __future__ import annotations

import random
import re

MANNERS = (
    "Slow", "Paused", "Tall", "Deep", "Shallow", "Wide", "Narrow", "Staggered", "Offset", "Crossed", "Elevated", "Anchored",
    "Loaded", "Assisted", "Supported", "Seated", "Kneeling", "Standing", "Lying", "Reverse", "Forward", "Lateral", "Diagonal",
    "Rotating", "Walking", "Rolling", "Pulsing", "Weighted", "Resisted", "Braced",
)  # fmt: skip
TOOLS = (
    "bench", "chair", "wall", "towel", "band", "dumbbell", "kettlebell", "barbell", "backpack", "stair", "box", "ball", "rail",
    "curb", "sandbag", "landmine", "cable", "dowel", "doorway", "pillow",
)  # fmt: skip
MOVES = (
    "squat", "lunge", "deadlift", "good morning", "hip hinge", "glute bridge", "hip thrust", "leg curl", "leg extension",
    "heel raise", "toe raise", "calf press", "heel drop", "split squat", "step-up", "step-down", "hip hike", "hip drop",
    "clamshell", "kickback", "leg raise", "leg lowering", "side plank", "front plank", "dead bug", "bird dog", "mountain climb",
    "hop", "skip", "bound", "box jump", "ankle bounce", "march", "high knee", "knee drive", "hamstring slide", "wall sit",
    "Nordic lower", "Copenhagen hold", "monster walk",
)  # fmt: skip
NAME_COUNT = len(MANNERS) * len(TOOLS) * len(MOVES)
"""The number of names."""

_STRIDE = 7919
"""A prime that divides no list's length, so that neighbors in number are not neighbors in name."""

_PATTERNS: dict[str, tuple[str, ...]] = {
    "summary": (
        "A {quality} {family} that loads the {part} and asks the {part} to keep the hips level, as every stride does.",
        "Trains the {part} through a {quality} range, so that {benefit}. Easy to learn and easy to load.",
        "A {family} for the {part}: {quality}, {quality}, and close to what the leg does when {running}.",
    ),
    "setup": (
        "Put everything within reach and clear {distance} around you. Check that nothing can {slip}.",
        "Place the support against a wall, at about {height}, and try it with half your weight before the first rep.",
    ),
    "step": (
        "{Stand} for the {exercise}, your feet {distance} apart, {arms} and your weight over {foot}.",
        "Brace your trunk as if to cough, and set your {part} before the {exercise} begins.",
        "Breathe in and lower into the {exercise} for {count} seconds until your {part} is {position}.",
        "Bend the working knee of the {exercise} about {angle} degrees and reach the free leg {direction}, {keeping}.",
        "Pause for {count} at the bottom of the {exercise}, {keeping}, and feel the {part}.",
        "Press through {foot} and come up from the {exercise} in {count} seconds, {keeping}.",
        "Squeeze the {part} at the top of the {exercise} for {count}, without leaning {direction}.",
        "Reset your feet for another {exercise}, take a breath and check that you are {keeping}.",
        "End the {exercise} when {sign}, even if there are repetitions left to do.",
        "Finish the {exercise} on this side, shake the leg out, and begin the other with the same number.",
    ),
    "cue": (
        "{Part} long, ribs down",
        "Push the floor {direction}",
        "Knee follows the second toe",
        "Slow down, quick up",
        "Hips stay {position}",
        "Press through {foot}",
        "Quiet feet, quiet {part}",
        "Count {count} on the way down",
    ),
    "fault": (
        "The knee falls in during the {exercise}",
        "Leaning {direction} to help the {exercise}",
        "Rushing the lowering of the {exercise}",
        "The {part} lets go at the bottom of the {exercise}",
        "Heel lifting in the {exercise} before the {part} is {position}",
    ),
    "fix": (
        "Use a smaller {exercise} for a week, {keeping}, and add depth only while {quality} form lasts.",
        "Hold on with two fingers, look at one spot {distance} ahead, and begin the {exercise} with {foot}.",
        "Count {count} aloud on the way down. If you cannot, make the {exercise} lighter until you can.",
        "Film one {exercise} from {direction}: your {part} should still be {position} in the last repetition.",
    ),
    "caution": (
        "Leave out the lowest part of the range while the {part} is sore, and stay within the pain limit. Stiffer the next "
        "morning means that it was too much.",
        "This asks a lot of the {part}. Wait until {milestone}, begin with half the sets, and stop if it passes the pain limit.",
        "Holding {quality} tension here can provoke it. Shorten the range, {keeping}, and check how the {part} feels tomorrow.",
        "Not while walking hurts or makes you limp. Once {milestone}, come back with a smaller range and {count} easy repetitions.",
    ),
    "stop": (
        "Stop at a pop, a sharp pain in the {part} or a leg that gives way, and have it looked at before the next session.",
        "End the session when {sign} twice in a row, or when the {part} hurts past the pain limit.",
    ),
    "test": (
        "Two sets of {reps} with {quality} form, two sessions running, {keeping}, with the {part} within the pain limit and "
        "no stiffer the next morning.",
        "You hold the bottom for {count} seconds on each side, {keeping}, three sessions in a row, and {milestone}.",
    ),
    "note": (
        "Body weight first; then {load} once {milestone}.",
        "Stop with {pain} good repetitions left and rest fully.",
        "Add {load} when the last set feels {quality}.",
    ),
    "claim": (
        "In runners who trained the {part} for {weeks} weeks, {outcome} changed by a few percent more than in those who only ran. "
        "The groups were small and not everyone responded.",
        "Laboratory measurements found the {part} among the most active when {running}. That is activity in one session, not a "
        "result over months.",
        "Weaker {part} were more common in runners with pain there. That is a *link*: it does not say which came first.",
        "Sets that end near fatigue built strength with light and heavy loads alike over {weeks} weeks; heavy loads had the edge "
        "in maximal strength.",
    ),
    "Stand": ("Stand tall", "Sit upright", "Kneel on the mat", "Lie on your back", "Stand sideways", "Half kneel", "Stand on the edge"),
    "arms": ("hands on your hips", "arms long at your sides", "fingertips on the wall", "the weight held close to your chest"),
    "foot": ("the whole foot", "the ball of the foot", "the heel", "the base of the big toe", "both feet", "the middle of the foot"),
    "Part": ("Back", "Neck", "Trunk", "Spine"),
    "part": (
        "front of the thigh", "glutes", "calf", "hamstrings", "hip", "shin", "arch of the foot", "outer hip", "lower back", "Achilles",
        "knee", "inner thigh", "trunk", "ankle",
    ),
    "position": ("level", "near level with the floor", "in line with the toes", "square to the front", "fully straight", "at rest"),
    "keeping": (
        "keeping the heel down", "keeping your ribs over your hips", "the kneecap facing ahead", "both hip bones level",
        "your weight spread over the whole foot", "without holding your breath", "the back long and still", "shoulders relaxed",
    ),
    "direction": ("to the side", "straight back", "forward", "away from you", "behind you", "the front", "across the body"),
    "distance": ("hip-width", "a foot length", "shoulder-width", "one long stride", "two hand widths", "an arm's length"),
    "height": ("knee height", "mid-shin height", "hip height", "the height of one stair"),
    "count": ("two", "three", "four", "five", "one", "six"),
    "angle": ("20", "30", "45", "60", "90"),
    "reps": ("8", "10", "12", "15", "20"),
    "pain": ("2", "3"),
    "weeks": ("6", "8", "10", "12", "14", "40"),
    "press": ("press up", "push off", "stand up", "land", "lower"),
    "slip": ("slip", "tip over", "slide away", "roll"),
    "quality": ("slow", "steady", "smooth", "controlled", "even", "strong", "long", "simple", "unhurried"),
    "family": ("single-sided lift", "two-legged lift", "hold", "balance drill", "loaded stretch", "strength move"),
    "running": ("you land", "you push off", "you run uphill", "the pace picks up", "the leg swings through", "you run downhill"),
    "benefit": (
        "the last miles feel less heavy", "the knee stays in line when you tire", "hills cost a little less", "the foot lands quietly",
        "each push-off starts from a steady hip",
    ),
    "outcome": ("running economy", "strength", "5 km time", "jump height", "stiffness of the tendon", "time to exhaustion"),
    "sign": ("the heel drops early", "the hips begin to tilt", "the tempo breaks", "the knee drifts in", "you hold your breath"),
    "milestone": (
        "walking downstairs is easy", "20 two-leg raises are pain-free", "you balance for 30 seconds on each leg",
        "easy running has been quiet for two weeks", "the morning after is no different",
    ),
    "load": ("a loaded backpack", "light dumbbells", "a heavier band", "five percent more weight", "one more repetition a set"),
}  # fmt: skip


def name(number: int) -> tuple[str, tuple[str, ...]]:
    """The name and aliases of exercise `number`, unlike those of any other below `NAME_COUNT`."""
    rest, manner = divmod(number * _STRIDE % NAME_COUNT, len(MANNERS))
    move, tool = divmod(rest, len(TOOLS))
    first, second, third = MANNERS[manner], TOOLS[tool], MOVES[move]
    aliases = (
        f"{third} with {second}, {first.lower()}",
        f"{second} {third}, {first.lower()} style",
        f"{first} {third} on {second}",
    )
    return f"{first} {second} {third}", aliases


def say(random_: random.Random, slot: str, exercise: str = "") -> str:
    """A text of the kind that `slot` names: step, cue, fault, fix, caution ...; steps and mistakes name the exercise."""

    def fill(match: re.Match[str]) -> str:
        return exercise if match[1] == "exercise" else say(random_, match[1], exercise)

    return re.sub(r"\{(\w+)\}", fill, random_.choice(_PATTERNS[slot]))


def several(random_: random.Random, slot: str, least: int, most: int, exercise: str = "") -> list[str]:
    """Between `least` and `most` different texts of one kind."""
    wanted = random_.randint(least, most)
    found: dict[str, None] = {}
    while len(found) < wanted:
        found[say(random_, slot, exercise)] = None
    return list(found)
