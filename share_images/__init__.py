"""Share images: pictures that other sites show beside a link, one per page type."""
