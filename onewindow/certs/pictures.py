"""The picture of a seal as outlines, for PDF and for the screen: ring, star, the body's name on an arc, a line below. No database."""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from math import cos, pi, radians, sin

from fontTools.pens.basePen import BasePen
from fontTools.pens.transformPen import TransformPen
from fontTools.ttLib import TTFont
from pylopdf_fonts_zh_cn import serif_path

MILLIMETRE = 72 / 25.4
DIAMETER = 42 * MILLIMETRE  # 国发〔1999〕25号: the seal of a body below the province is 4.2 cm
COLOUR = (0xC8, 0x32, 0x1F)

_RADIUS = DIAMETER / 2
_RING = 1.2 * MILLIMETRE
_STAR = 6.5 * MILLIMETRE
_NAME_RADIUS = 0.67 * _RADIUS  # of the foot of the characters
_NAME_SIZE = 6.4 * MILLIMETRE
_NAME_SPREAD = 228.0  # degrees at most, so that the line below stays free
_NAME_STEP = 27.0  # degrees from one character to the next at most
_LINE_SIZE = 4.4 * MILLIMETRE
_LINE_WIDTH = 23.5 * MILLIMETRE
_LINE_FOOT = -0.64 * _RADIUS
# The ring of four arcs: distance of the control points of a quarter circle.
_QUARTER = 0.5522847498

Point = tuple[float, float]


@dataclass(frozen=True, slots=True)
class Stroke:
    """One step of an outline: `m` move, `l` line, `c` curve, `h` close; points from the centre of the seal, y upwards, in pt."""

    operator: str
    points: tuple[Point, ...]


class _Strokes(BasePen):
    """Collects the outline of characters."""

    def __init__(self, glyphs: object) -> None:
        super().__init__(glyphs)
        self.strokes: list[Stroke] = []

    def _moveTo(self, point: Point) -> None:
        self.strokes.append(Stroke("m", (point,)))

    def _lineTo(self, point: Point) -> None:
        self.strokes.append(Stroke("l", (point,)))

    def _curveToOne(self, first: Point, second: Point, end: Point) -> None:
        self.strokes.append(Stroke("c", (first, second, end)))

    def _closePath(self) -> None:
        self.strokes.append(Stroke("h", ()))


@lru_cache(maxsize=128)
def pdf_picture(name: str, line: str) -> bytes:
    """Content stream of a seal, its lower left corner at the origin, DIAMETER pt wide and high."""
    red = " ".join(f"{part / 255:.4f}" for part in COLOUR)
    path = "\n".join(" ".join([*(_pair(point) for point in s.points), s.operator]) for s in _filled(name, line))
    ring = "\n".join(" ".join([*(_pair(point) for point in s.points), s.operator]) for s in _circle(_RADIUS - _RING / 2))
    place = f"1 0 0 1 {_RADIUS:.3f} {_RADIUS:.3f} cm"
    return f"q {place} {red} rg {red} RG 0.25 w\n{path}\nB\n{_RING:.3f} w\n{ring}\nS Q".encode("ascii")


@lru_cache(maxsize=128)
def svg_picture(name: str, line: str) -> str:
    """`<svg>` of the same seal; decoration beside the words that say who sealed, so hidden from readers of the screen."""
    red = "#" + "".join(f"{part:02X}" for part in COLOUR)
    path = " ".join(_svg_step(stroke) for stroke in _filled(name, line))
    box = f"{-_RADIUS:.2f} {-_RADIUS:.2f} {DIAMETER:.2f} {DIAMETER:.2f}"
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="{box}" class="seal-picture" aria-hidden="true" focusable="false">'
        f'<circle r="{_RADIUS - _RING / 2:.2f}" fill="none" stroke="{red}" stroke-width="{_RING:.2f}"/>'
        f'<path d="{path}" fill="{red}" stroke="{red}" stroke-width="0.25"/></svg>'
    )


def _pair(point: Point) -> str:
    return f"{point[0]:.3f} {point[1]:.3f}"


def _svg_step(stroke: Stroke) -> str:
    letter = "Z" if stroke.operator == "h" else stroke.operator.upper()
    return letter + " ".join(f"{x:.2f} {-y:.2f}" for x, y in stroke.points)


def _filled(name: str, line: str) -> Iterator[Stroke]:
    yield from _star()
    yield from _name_on_arc(name)
    yield from _line_below(line)


def _star() -> Iterator[Stroke]:
    inner = _STAR * sin(radians(18)) / sin(radians(54))
    corners = [(_STAR if n % 2 == 0 else inner, pi / 2 + n * pi / 5) for n in range(10)]
    for number, (radius, angle) in enumerate(corners):
        yield Stroke("m" if number == 0 else "l", ((radius * cos(angle), radius * sin(angle)),))
    yield Stroke("h", ())


def _circle(radius: float) -> Iterator[Stroke]:
    k = _QUARTER
    unit: tuple[tuple[Point, Point, Point], ...] = (
        ((1, k), (k, 1), (0, 1)),
        ((-k, 1), (-1, k), (-1, 0)),
        ((-1, -k), (-k, -1), (0, -1)),
        ((k, -1), (1, -k), (1, 0)),
    )
    yield Stroke("m", ((radius, 0.0),))
    for curve in unit:
        yield Stroke("c", tuple((x * radius, y * radius) for x, y in curve))
    yield Stroke("h", ())


def _name_on_arc(name: str) -> Iterator[Stroke]:
    step = min(_NAME_STEP, _NAME_SPREAD / max(len(name) - 1, 1))
    room = radians(step) * (_NAME_RADIUS + _NAME_SIZE / 3)
    width = min(_NAME_SIZE * 0.9, room * 0.92)
    for number, character in enumerate(name):
        turn = radians((len(name) - 1) / 2 * step - number * step)
        x_scale, y_scale = width, _NAME_SIZE
        across, up = (cos(turn), sin(turn)), (-sin(turn), cos(turn))
        foot = (up[0] * _NAME_RADIUS, up[1] * _NAME_RADIUS)
        yield from _character(character, across, up, foot, x_scale, y_scale)


def _line_below(line: str) -> Iterator[Stroke]:
    width = min(_LINE_SIZE, _LINE_WIDTH / max(len(line), 1))
    left = -width * len(line) / 2 + width / 2
    for number, character in enumerate(line):
        yield from _character(character, (1, 0), (0, 1), (left + number * width, _LINE_FOOT), width, _LINE_SIZE)


def _character(character: str, across: Point, up: Point, foot: Point, x_scale: float, y_scale: float) -> Iterator[Stroke]:
    """The outline of one character, its foot's middle at `foot`, `across` and `up` the directions in which it stands."""
    font = _font()
    glyphs, units = font.getGlyphSet(), font["head"].unitsPerEm
    glyph = font.getBestCmap().get(ord(character))
    if glyph is None:
        return
    x, y, drop = x_scale / units, y_scale / units, 0.12 * units  # characters reach 0.12 em below the line they stand on
    half = glyphs[glyph].width / 2
    pen = _Strokes(glyphs)
    origin = tuple(foot[n] - across[n] * x * half + up[n] * y * drop for n in (0, 1))
    turned = TransformPen(pen, (across[0] * x, across[1] * x, up[0] * y, up[1] * y, *origin))
    glyphs[glyph].draw(turned)
    yield from pen.strokes


@lru_cache(maxsize=1)
def _font() -> TTFont:
    return TTFont(serif_path(), lazy=True)
