"""The key bar of the joint screen: what works now, each with a click equal on the page."""

from __future__ import annotations

from dataclasses import dataclass

from django.utils.translation import gettext as _

from onewindow.review.acts_pane import ActsPane
from onewindow.review.materials import MaterialsPane


@dataclass(frozen=True, slots=True)
class Key:
    """`caps` are written on the key caps. With `href` it is a link, with `form` the button of that form; else the page's own
    control carries the key, and this says so. `target` is the control's id for those."""

    caps: tuple[str, ...]
    word: str
    href: str = ""
    form: str = ""
    target: str = ""
    name: str = ""


def keys_of(acts: ActsPane, materials: MaterialsPane, following: str) -> tuple[Key, ...]:
    """In the order of the work: look, take in hand, choose, send, what else, next."""
    keys = [Key(("J", "K"), _("换材料"), target="materials")] if materials.count > 1 else []
    if acts.claim:
        keys.append(Key(("C",), acts.claim.button, form=f"act-{acts.claim.act}", name="c"))
    if acts.main and acts.main.options:
        keys.append(Key(tuple(option.cap for option in acts.main.options), acts.main.title, target=f"act-{acts.main.act}"))
    if acts.main:
        keys.append(Key(("Ctrl Enter",), acts.main.button, form=f"act-{acts.main.act}"))
    keys += [
        Key((form.shortcut.upper(),), form.title, target=f"more-{form.act}") for form in acts.more if len(form.shortcut) == 1
    ]
    if following:
        keys.append(Key(("N",), _("下一件"), href=following, name="n"))
    return tuple(keys)
