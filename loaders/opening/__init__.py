"""A file of any spreadsheet format opened into sheets of cells with their looks, within limits; nothing here knows what a cell means."""
