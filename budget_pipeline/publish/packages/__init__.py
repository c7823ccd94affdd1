"""The standards a release speaks: Data Package, OCDS, DCAT, Satu Data Indonesia."""
