"""The words of the domain: frozen values with no input or output."""
