"""De-identified packet: what tells who somebody is, found and replaced, rule by rule."""
