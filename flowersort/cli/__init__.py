"""The command line: one file per command, talk on standard error, data on standard output.

Belongs here: arguments, progress on a terminal, tables, exit statuses. Does not: any work.
"""
