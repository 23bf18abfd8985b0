"""Writers of the export shapes that real catalog tools produce, and the sample company told with them."""
