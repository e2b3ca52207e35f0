"""The colours have the contrast that law and the visual rules ask for, in both themes."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

import onewindow.pages

STATIC = Path(onewindow.pages.__file__).parent / "static" / "pages"
TEMPLATES = Path(onewindow.pages.__file__).parent / "templates"
TEXT_ON = [
    *[(text, ground) for text in ("ink", "ink-2", "qing", "bad") for ground in ("paper", "surface")],
    *[(tone, f"{tone}-bg") for tone in ("ok", "wait", "stop", "you", "soon", "bad")],
    *[
        ("qing", "tint"),
        ("ink-2", "tint"),
        ("on-qing", "qing"),
        ("ink", "today"),
        ("ink-2", "sunken"),
        ("on-bar", "bar"),
        ("on-bar-2", "bar"),
    ],
    *[
        ("ink", "you-bg"),
        ("ink", "soon-bg"),
        ("ok", "paper"),
        ("ink-2", "today"),
        ("on-band", "band"),
        ("on-band-2", "band"),
        ("on-band-3", "band-deep"),
    ],
]
SHAPES_ON = [
    ("edge", "paper"),
    ("edge", "surface"),
    ("soon-fill", "surface"),
    ("qing", "surface"),
    ("stop", "stop-bg"),
    ("seal", "surface"),
    ("focus", "paper"),
]


def tokens(theme: str) -> dict[str, str]:
    text = (STATIC / "tokens.css").read_text(encoding="utf-8")
    light = dict(re.findall(r"--([\w-]+): (#[0-9A-F]{6});", text.split(":root {")[1].split("}")[0]))
    dark = dict(re.findall(r"--([\w-]+): (#[0-9A-F]{6});", text.split(':root[data-theme="dark"] {')[1].split("}")[0]))
    return light if theme == "light" else {**light, **dark}


def luminance(colour: str) -> float:
    parts = [int(colour[index : index + 2], 16) / 255 for index in (1, 3, 5)]
    red, green, blue = (part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    light, dark = sorted((luminance(one), luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


@pytest.mark.parametrize("theme", ["light", "dark"])
@pytest.mark.parametrize(("text", "ground"), TEXT_ON)
def test_text_can_be_read(theme: str, text: str, ground: str) -> None:
    colours = tokens(theme)
    assert contrast(colours[text], colours[ground]) >= 4.5


@pytest.mark.parametrize("theme", ["light", "dark"])
@pytest.mark.parametrize(("shape", "ground"), SHAPES_ON)
def test_edges_and_shapes_can_be_seen(theme: str, shape: str, ground: str) -> None:
    colours = tokens(theme)
    assert contrast(colours[shape], colours[ground]) >= 3


def test_the_device_and_the_switch_lead_to_the_same_dark() -> None:
    text = (STATIC / "tokens.css").read_text(encoding="utf-8")
    forced = re.findall(r"--[\w-]+: #[0-9A-F]{6};", text.split(':root[data-theme="dark"] {')[1].split("}")[0])
    device = re.findall(r"--[\w-]+: #[0-9A-F]{6};", text.split(':root:not([data-theme="light"]) {')[1].split("}")[0])
    assert forced == device


def test_no_template_carries_a_style_or_a_script_of_its_own() -> None:
    for template in TEMPLATES.rglob("*.html"):
        text = template.read_text(encoding="utf-8")
        assert not re.search(r"\sstyle=|<style|\son\w+=|<script(?![^>]*\ssrc=)", text), template.name


@pytest.mark.parametrize("name", ["pages.css", "staff.css", "cells.css", "document.css"])
def test_components_take_their_colours_from_the_tokens(name: str) -> None:
    outside_print = (STATIC / name).read_text(encoding="utf-8").split("@media print")[0]
    assert set(re.findall(r"#[0-9A-Fa-f]{3,6}\b(?!-)", outside_print)) <= set()


@pytest.mark.parametrize("name", ["pages.css", "staff.css", "cells.css", "document.css"])
def test_seal_red_belongs_to_the_seal(name: str) -> None:
    rules = re.findall(r"([^{}]+)\{[^{}]*var\(--seal\)", (STATIC / name).read_text(encoding="utf-8"))
    assert all(".seal" in rule for rule in rules)
