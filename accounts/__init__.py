"""Access to the admin: login, second factors, sessions."""
