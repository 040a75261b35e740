"""Who answers for the site: its name, contacts, menu, footer and required links."""
