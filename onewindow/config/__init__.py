"""How one installation is put together: settings, URLs, and the table of who may call which URL. No rules, no records."""
