"""The command `volume`: the final issues of a publication and a year as one file, with a general contents."""
