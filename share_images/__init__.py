"""Pictures that other sites show beside a link to this one: one for each page type."""
