"""The engine that runs on Apache Spark; nothing else imports pyspark."""
