// Adds to pages that already work without it: keys, focus on what is wrong, dropping of files.
