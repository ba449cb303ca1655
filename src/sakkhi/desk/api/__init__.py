"""What the pages show and let people rule, for programs: JSON under `/api/`, described by an OpenAPI document."""
