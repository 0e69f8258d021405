"""The satellites as light: renderers, tables of elements and quantities, colours."""
