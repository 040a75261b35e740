"""The pictures beside links to the site's pages."""
