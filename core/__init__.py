"""What every room shares: base page, blocks, template tags. No tables."""
