"""The miniature is what other tests rest on: sound, small, and with every feature of the format in it."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, Literal, get_args, get_origin

from pydantic import BaseModel

from legwork.catalogue import models, recipes
from legwork.catalogue.catalogue import KINDS
from legwork.catalogue.content import Content
from legwork.text import inline
from legwork.text.inline import Reference

NAMES = {**vars(models), **vars(recipes)}
MODELS = [model for model in NAMES.values() if isinstance(model, type) and issubclass(model, models._Model)]
NOT_ALL = {
    *("Source.type", "Source.strength", "Pattern.demand", "Recipe.level", "Plan.level"),
    *("Care.where", "Care.tissue", "Care.not_now"),
}
"""Fields of more words than a miniature can hold; and nobody races every week."""


def _values(entry: BaseModel) -> Iterator[BaseModel]:
    yield entry
    for name in type(entry).model_fields:
        value = getattr(entry, name)
        for part in value if isinstance(value, tuple) else (value,):
            if isinstance(part, BaseModel):
                yield from _values(part)


def _everything(mini: Content) -> list[BaseModel]:
    entries = [entry for kind in KINDS for entry in mini.catalogue.of_kind(kind).values()]
    return [value for entry in entries for value in _values(entry)]


def test_it_is_sound_and_small(mini: Content) -> None:
    assert mini.problems == ()
    assert 6 <= len(mini.catalogue.exercises) <= 10
    assert all(len(mini.catalogue.of_kind(kind)) <= 6 for kind in KINDS if kind != "exercise")


def test_every_field_of_every_model_is_used(mini: Content) -> None:
    used = {
        (type(value), name)
        for value in _everything(mini)
        for name in value.model_fields_set
        if getattr(value, name) not in (None, ())
    }
    used |= {(base, name) for model, name in used for base in model.__mro__ if base in MODELS}
    assert {f"{model.__name__}.{name}" for model in MODELS for name in model.model_fields if (model, name) not in used} == set()


def test_fields_that_may_be_left_out_are_left_out_somewhere(mini: Content) -> None:
    left_out = {
        (type(value), name) for value in _everything(mini) for name in set(type(value).model_fields) - value.model_fields_set
    }
    optional = {
        (model, name)
        for model in MODELS
        for name, info in model.model_fields.items()
        if not info.is_required() and name != "slug"
    }
    never = {"Claim.sources", "Dose.sources"}  # a claim, by a check, and a dose, by our own measure, says where it comes from
    assert {f"{model.__name__}.{name}" for model, name in optional - left_out} == never


def _words(annotation: Any) -> Iterator[str]:
    if get_origin(annotation) is Literal:
        yield from get_args(annotation)
    for part in get_args(annotation):
        yield from _words(part)


def test_every_word_of_the_short_lists_is_used(mini: Content) -> None:
    used: set[tuple[type, str, str]] = set()
    for value in _everything(mini):
        for name in type(value).model_fields:
            found = getattr(value, name)
            used |= {
                (type(value), name, word) for word in (found if isinstance(found, tuple) else (found,)) if isinstance(word, str)
            }
    unused = {
        f"{model.__name__}.{name}: {word}"
        for model in MODELS
        for name, info in model.model_fields.items()
        for word in _words(info.annotation)
        if f"{model.__name__}.{name}" not in NOT_ALL and model is not recipes.Week and (model, name, word) not in used
    }
    assert unused == set()


def test_text_holds_every_kind_of_markup(mini: Content) -> None:
    texts = [text for value in _everything(mini) for text in _texts(value)]
    links = [href for text in texts for href in inline.links(text)]
    kinds = {reference.kind for href in links if (reference := Reference.parse(href, frozenset(KINDS)))}
    kinds |= {mention.reference.kind for guide in mini.guides for mention in guide.mentions}
    assert kinds == set(KINDS)
    assert any(href.startswith("https://") for href in links) and any(href.startswith("/guides/") for href in links)
    html = "".join(inline.html(text, str) for text in texts)
    assert all(piece in html for piece in ("<em>", "<strong>", "&lt;", "&amp;", "&quot;", "&#x27;", "é"))


def _texts(value: BaseModel) -> Iterator[str]:
    for name in type(value).model_fields:
        found = getattr(value, name)
        yield from (text for text in (found if isinstance(found, tuple) else (found,)) if isinstance(text, str))
