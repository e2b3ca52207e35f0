"""What does not exist for this citizen is 404: somebody else's case or draft as much as a code that nobody knows."""

from __future__ import annotations

from onewindow.cases.selectors import NoSuchCase
from onewindow.catalog.catalogue import NotInCatalogue
from onewindow.files.storage import FileMissing
from onewindow.materials.wallet import NotHeld
from onewindow.pages.missing import not_found_on
from onewindow.portal.drafts import NoSuchDraft

not_found = not_found_on(NoSuchCase, NoSuchDraft, NotInCatalogue, NotHeld, FileMissing)
