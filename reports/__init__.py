"""What the pages show, as files that people can edit, print and put into committee papers: PowerPoint, Word and Excel."""
