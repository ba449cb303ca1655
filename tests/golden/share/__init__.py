"""Our own examples as dossiers, and what each format makes of them, reviewed by eye."""
