"""The command line; its verbs have a file each."""
