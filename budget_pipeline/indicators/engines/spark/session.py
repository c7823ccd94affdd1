"""The Spark session that counts as SQLite does, and what suits few rows."""

import os
import sys

from pyspark.sql import SparkSession

# As in SQLite a bad cast or a division by zero is unknown, not an error.
SETTINGS = {"spark.sql.ansi.enabled": "false", "spark.sql.session.timeZone": "UTC"}
QUIET = {"spark.ui.enabled": "false", "spark.ui.showConsoleProgress": "false"}
# Loaded tables of no more rows than this together: planning a step takes longer than running it.
FEW = 300_000
# Each table is one part, so that nothing is shuffled or sent around, and no Java is compiled for a step.
FOR_FEW = {
    "spark.sql.adaptive.enabled": "false",
    "spark.sql.autoBroadcastJoinThreshold": "-1",
    "spark.sql.codegen.factoryMode": "NO_CODEGEN",
    "spark.sql.codegen.wholeStage": "false",
    "spark.sql.leafNodeDefaultParallelism": "1",
    "spark.sql.shuffle.partitions": "1",
}


def session(master: str) -> SparkSession:
    """Return the running Spark session, or a new one on `master`."""
    if master.startswith("local"):  # its processes need the packages of this Python
        os.environ.setdefault("PYSPARK_PYTHON", sys.executable)
    builder = SparkSession.builder.master(master).appName("budget-pipeline")
    for name, value in QUIET.items():
        builder = builder.config(name, value)
    spark = builder.getOrCreate()
    spark.sparkContext.setLogLevel("ERROR")
    return spark


def own_session(master: str, *, few: bool) -> SparkSession:
    """Return a session with settings and tables of its own, for `few` rows or for many."""
    spark = session(master).newSession()
    for name, value in (SETTINGS | (FOR_FEW if few else {})).items():
        spark.conf.set(name, value)
    return spark
