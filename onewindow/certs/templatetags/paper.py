"""How days are written in documents."""

from datetime import date

from django import template
from django.utils.html import format_html
from django.utils.safestring import SafeString

register = template.Library()


@register.filter
def day(on: date | None) -> SafeString | str:
    """2026年4月9日, never broken over two lines; nothing for no day."""
    return "" if on is None else format_html('<span class="whole">{}年{}月{}日</span>', on.year, on.month, on.day)


@register.filter
def ended(sentence: str, mark: str = "。") -> str:
    """The sentence with `mark` at its end, whatever mark it came with."""
    return sentence.rstrip("。；;. ") + mark
