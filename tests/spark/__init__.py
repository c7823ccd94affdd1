"""What needs Java and pyspark: run by `make test-spark` alone, never by `make test`."""
