"""Who gets into the admin: login, second factors, sessions."""
