"""Requests that wait on disk for their server; docs/spool.md has the format, which every client of Begat shares."""
