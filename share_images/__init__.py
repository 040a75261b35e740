"""Preview images for links on other sites."""
