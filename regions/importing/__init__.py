"""Lists of task forces, offices and contacts: from a CSV file, and into one."""
