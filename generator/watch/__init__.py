"""The preview: a site watched, built at every save, and shown in a browser of this machine."""
