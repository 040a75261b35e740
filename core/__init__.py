"""What several rooms share: the base page, blocks, template tags, reports."""
