"""From folders to the tree: the preview of an import, and the watched folders."""
