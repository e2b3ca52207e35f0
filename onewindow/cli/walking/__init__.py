"""Taking applications through the whole product without a browser, by the same services as the doors."""
