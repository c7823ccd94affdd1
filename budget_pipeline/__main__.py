"""Run the command line with ``python -m budget_pipeline``."""

from budget_pipeline.cli import main

if __name__ == "__main__":
    main()
