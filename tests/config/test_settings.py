"""Every setting is documented."""

import re
from pathlib import Path

CHECKOUT = Path(__file__).parents[2]
READ = re.compile(r"""(?:environ(?:\.get)?[(\[]|_is_on\(|_words\()["']([A-Z_]+)["']""")


def test_each_variable_that_is_read_is_in_the_table_and_each_row_is_read() -> None:
    source = (CHECKOUT / "onewindow/config/settings.py").read_text()
    documented = re.findall(r"^\| `([A-Z_]+)` \|", (CHECKOUT / "docs/settings.md").read_text(), re.MULTILINE)
    assert sorted(set(READ.findall(source))) == sorted(documented)
