"""Commands on what was published: serve, publish, verify, releases, rollback, diff, prune."""

import sys
from pathlib import Path

import click

from budget_pipeline.cli.group import main
from budget_pipeline.cli.options import FORMAT, PUBLISHED, need_release, print_json
from budget_pipeline.errors import BudgetPipelineError
from budget_pipeline.layout import current_release


@main.command()
@PUBLISHED
@click.option("--host", default="127.0.0.1", show_default=True, help="Address to listen on.")
@click.option("--port", type=int, default=8001, show_default=True, help="Port to listen on.")
@click.option(
    "--workers",
    type=click.IntRange(1, 64),
    default=1,
    show_default=True,
    help="Processes that share the port; one per core.",
)
def serve(published: Path, host: str, port: int, workers: int) -> None:
    """Serve the current release through Datasette."""
    from budget_pipeline.site.workers import serve as run

    def tell(release: str, address: str) -> None:
        click.echo(f"Rilis {release}: {address}  (berhenti: Ctrl+C)")
        sys.stdout.flush()

    need_release(published)
    run(published, host, port, workers, tell)


@main.command("publish")
@click.argument("release", required=False)
@click.option(
    "--static",
    "target",
    type=click.Path(path_type=Path, file_okay=False),
    required=True,
    help="Folder for the copy: new, empty, or an earlier copy, which is replaced.",
)
@PUBLISHED
def publish(release: str | None, target: Path, published: Path) -> None:
    r"""Write the site of a release (default: the current one) as plain files, for a host without a server.

    \b
    Example:
      budget-pipeline publish --static situs
    """
    from budget_pipeline.publish.release import find_release
    from budget_pipeline.site.export import export

    folder = find_release(published, release) if release else need_release(published)

    def tell(pages: int) -> None:
        if sys.stderr.isatty() and pages % 100 == 0:
            click.echo(f"\r{pages} halaman", nl=False, err=True)

    done = export(folder.resolve(), target, tell)
    for address in done.broken:
        click.echo(f"! tautan putus: {address}", err=True)
    if not done.origin:
        click.echo(
            "! alamat di metadata.yml kosong: kutipan dan umpan Atom memakai http://situs.invalid.",
            err=True,
        )
    click.echo(f"Rilis {folder.resolve().name} -> {target}: {done.files} berkas, {done.size} bita")


@main.command()
@click.argument("release", required=False)
@click.option(
    "--public-key",
    default="",
    help="minisign key, or a file with one, that must have signed SHA256SUMS.",
)
@PUBLISHED
@FORMAT
def verify(release: str | None, public_key: str, published: Path, output: str) -> None:
    """Check a release (default: the current one): checksums, integrity, fates, totals, evidence."""
    from budget_pipeline.publish.release import find_release
    from budget_pipeline.publish.verify import verify as run

    folder = find_release(published, release) if release else need_release(published)
    result = run(folder, public_key)
    if output == "json":
        print_json(
            {
                "ok": result.ok,
                "release": result.release,
                "checked": result.checked,
                "problems": result.problems,
            }
        )
    else:
        for name, count in result.checked.items():
            click.echo(f"{name}: {count}")
        for problem in result.problems:
            click.echo(f"x {problem}", err=True)
        click.echo(f"Rilis {result.release}: {'utuh' if result.ok else 'TIDAK utuh'}")
    sys.exit(0 if result.ok else 5)


@main.command("releases")
@PUBLISHED
@FORMAT
def releases(published: Path, output: str) -> None:
    """List the finished releases, newest first; a star marks the current one."""
    from budget_pipeline.publish.release import list_releases

    current = current_release(published)
    rows = [
        {"id": found.id, "current": current is not None and found.folder.resolve() == current}
        for found in list_releases(published)
    ]
    if output == "json":
        print_json(rows)
        return
    for row in rows:
        click.echo(f"{'*' if row['current'] else ' '} {row['id']}")
    if not rows:
        click.echo(f"Belum ada rilis di {published}.", err=True)


@main.command()
@click.argument("release")
@PUBLISHED
def rollback(release: str, published: Path) -> None:
    r"""Make an older release current again, after checking that it is whole.

    \b
    Example:
      budget-pipeline rollback 42f45ae910ac
    """
    from budget_pipeline.publish.release import rollback as run
    from budget_pipeline.publish.verify import verify as check

    done = run(published, release, lambda folder: list(check(folder).problems))
    click.echo(f"Rilis {done.id} -> {published / 'current'}")


@main.command("prune")
@click.option(
    "--keep",
    type=click.IntRange(1),
    required=True,
    help="How many of the newest releases stay; the current one stays besides.",
)
@PUBLISHED
def prune(keep: int, published: Path) -> None:
    r"""Remove old releases; the current one stays whatever its age.

    \b
    Example:
      budget-pipeline prune --keep 12
    """
    from budget_pipeline.publish.release import prune as run

    need_release(published)
    for gone in run(published, keep):
        click.echo(f"- {gone}")


@main.command("diff")
@click.argument("before", required=False)
@click.argument("after", required=False)
@PUBLISHED
@FORMAT
def diff(before: str | None, after: str | None, published: Path, output: str) -> None:
    r"""Say what changed between two releases, and why.

    Without AFTER: the current release; without BEFORE: the newest other one.

    \b
    Example:
      budget-pipeline diff 42f45ae910ac
    """
    from budget_pipeline.publish.changes import describe_changes, summarise_changes
    from budget_pipeline.publish.diff import diff as run
    from budget_pipeline.publish.release import find_release, list_releases

    new = find_release(published, after) if after else need_release(published)
    others = [found.folder for found in list_releases(published)]
    old = (
        find_release(published, before)
        if before
        else next((folder for folder in others if folder.resolve() != new.resolve()), None)
    )
    if old is None:
        raise BudgetPipelineError(
            f"Perlu dua rilis di {published} untuk dibandingkan; ada {len(others)}."
        )
    found = run(old, new)
    if output == "json":
        print_json({"before": found.before, "after": found.after, **summarise_changes(found)})
    else:
        click.echo(describe_changes(found), nl=False)
