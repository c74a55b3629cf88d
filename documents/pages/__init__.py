"""The public pages, one file each: what a page shows and the view that answers."""
