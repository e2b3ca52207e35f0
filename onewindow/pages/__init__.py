"""What the screens of every door share: templates, tokens, day cells, words. No models and no queries."""
