"""The library: documents people have added, their versions and their drafts."""
