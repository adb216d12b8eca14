"""Rules of the catalogue that are not checks: rules for models, addresses, guides, moved pages, routines and the policy."""

from __future__ import annotations

from legwork.text.rules import Rule

# --- What fields say together

CAUTION_LIMIT = Rule(
    "caution-limit",
    "A limit says something, and belongs to a caution that one complaint changes.",
    "A session made for the complaint keeps the limit; of a caution for everyone it could keep nothing.",
    "safety",
)
DOSE_MEASURE = Rule(
    "dose-measure",
    "A dose has exactly one of reps, hold, distance and duration; reps may go with duration, as repeats.",
    "Time, landings and the words on the page follow from the measure.",
)
DOSE_TEMPO = Rule(
    "dose-tempo",
    "A tempo or rep_seconds goes with reps, takes some time, and is given once.",
    "The clock of a session counts with it.",
)
CARE_KIND = Rule(
    "care-kind",
    "A complaint says where it hurts and in which tissue; a state says neither.",
    "The tissue decides how much pain is too much, and the index goes from head to foot.",
    "safety",
)
PERSON_NAME = Rule(
    "person-name",
    "An author or editor has a family name, or a literal one.",
    "Lists of sources are sorted and cited by it.",
)
STAGE_FORWARD = Rule(
    "stage-forward",
    "The first week of a stage is not after its last, and weeks are numbered from 1 to at most 52.",
    "A plan is shown week by week.",
)

# --- Addresses

ADDRESS_TAKEN = Rule(
    "address-taken",
    "No entry has the address of a list, of a picture or of a name that a system keeps.",
    "The page would replace another, or could not be unpacked on Windows.",
)
ADDRESS_LOST = Rule(
    "address-lost",
    "Every page of the site named by `--against` has a page today, or a line in moved.yml.",
    "Addresses are promises: others link to them.",
)
MOVED_FILE = Rule(
    "moved-file",
    "moved.yml is a mapping of old addresses to new ones, all of them text.",
    "Each line becomes a page that leads on.",
)
MOVED_FROM = Rule(
    "moved-from",
    "The left side of a line in moved.yml is an address of ours, in its one form, that has no page today.",
    "Two pages cannot stand at one address.",
    fix="Writes the address in its one form, where that follows from what is written.",
)
MOVED_TO = Rule(
    "moved-to",
    "The right side of a line in moved.yml is a page of today.",
    "A chain of lines, or a circle, would send a reader round before it ends anywhere.",
    fix="Writes where the chain ends, or the address in its one form.",
)
MOVED_LINK = Rule(
    "moved-link",
    "No guide links to the old address of a page that has moved.",
    "A link of ours need not lead anybody round.",
    fix="Writes the new address.",
)
MOVED_UNMADE = Rule(
    "moved-unmade",
    "No line in moved.yml leads to a routine that cannot be filled.",
    "Such a routine has no page.",
)

# --- Guides

GUIDE_FIELD = Rule(
    "guide-field",
    "Above the text of a guide stand title, description, tags and search, if anything.",
    "Other fields would reach into the theme, and a line like a field above the text is not shown.",
)
GUIDE_HTML = Rule(
    "guide-html",
    "A guide is Markdown without HTML.",
    "HTML is not checked for links, headings and what it may load; Markdown is.",
)
GUIDE_LINK = Rule(
    "guide-link",
    "A link of a guide leads to a web address, another page or an entry.",
    "Other schemes run scripts, open programs or lead nowhere.",
)
GUIDE_PICTURE = Rule(
    "guide-picture", "Pictures of a guide are files of this site.", "Whoever serves a picture is told of every visit."
)
GUIDE_WEIGHT = Rule(
    "guide-weight",
    "A guide nests lists and quotes at most 12 deep and has no paragraph of thousands of brackets.",
    "Markdown takes longer with the square of it, or gives up.",
)
REFERENCE_GUIDE = Rule(
    "reference-guide", "Every entry that a guide links to exists.", "A reader would find nothing behind the link."
)
GUIDE_WORDING = Rule(
    "guide-wording",
    "A guide says what studies show only beside a source that carries it, and promises nothing.",
    "The sources are those that the same paragraph, item or row links to.",
    "house",
)

GUIDE_PAIN_LIMIT = Rule(
    "guide-pain-limit",
    "One guide, with a section `Pain limit`, names numbers for pain, and no other.",
    "Two guides would soon say two numbers. Everybody else says: within the pain limit.",
    "optional",
)

# --- Routines and plans, once they are worked out

ROUTINE_UNMADE = Rule(
    "routine-unmade",
    "A session can be made of every recipe, unless it says `if_possible`.",
    "A recipe without a session is a page that is missing. No rule is loosened for one recipe.",
    "safety",
)
ROUTINE_RULES = Rule(
    "routine-rules",
    "A fixed session keeps the rules of sessions, or names each one that it breaks, with the reason.",
    "The page shows what was left as it is, and why.",
    "safety",
)
ROUTINE_EXCEPTION = Rule(
    "routine-exception",
    "A fixed session names no rule under `exceptions` that it keeps.",
    "The page would apologize for nothing.",
)
ROUTINE_COMPLAINT = Rule(
    "routine-complaint",
    "A session made for a complaint says the same of every exercise as the complaint's page.",
    "No session has an exercise that may hurt.",
    "safety",
)
PLAN_UNMADE = Rule(
    "plan-unmade", "Every routine in a plan can be made.", "Otherwise some weeks of the plan would have no session."
)

# --- Schemas and policy

SCHEMA_STALE = Rule(
    "schema-stale",
    "The schema files beside the catalogue are up to date with the format.",
    "Text editors use them to complete fields and to underline mistakes. `check.py --write-schema` writes them.",
)
POLICY_RULE = Rule(
    "policy-rule",
    "The policy sets severities of rules that exist and whose severity may be set.",
    "Rules of format and safety hold for every catalogue: what breaks them cannot be shown, or may hurt somebody.",
)
POLICY_REQUIRE = Rule(
    "policy-require",
    "The policy requires fields and numbers of entries that the format has.",
    "A misspelled requirement would require nothing.",
)
POLICY_EXCEPTION = Rule(
    "policy-exception",
    "Every exception of the policy is needed: without it there would be a problem.",
    "An exception that is not needed hides the next problem of the same entry.",
    fix="Removes the exception.",
)
BASELINE = Rule(
    "baseline",
    "The numbers in the baseline are those of the problems that are there.",
    "They may only shrink, so that a mended problem cannot come back. `check.py --baseline` writes it anew.",
)
FIELD_REQUIRED = Rule(
    "field-required",
    "An entry gives every field that the policy of its catalogue requires.",
    "The format leaves these fields to each catalogue; a catalogue may owe its readers more.",
    "house",
)
COUNT_REQUIRED = Rule(
    "count-required",
    "The catalogue has as many entries of a kind as its policy requires.",
    "What is there for readers today should not be lost without anybody noticing.",
    "house",
)
