"""`helpcentre doctor`: check a collector's database, site and machine for what would lose data or count wrongly."""

import json
import os
import time
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path

import click

from helpcentre.collector.diagnosis import Check, check_manifest, check_store, check_versions, worst
from helpcentre.collector.manifest_source import PATH, ManifestSource
from helpcentre.collector.messages.configuration import ForwardOptions, make_receiver
from helpcentre.collector.messages.receiver import DeliveryError
from helpcentre.collector.settings import Settings
from helpcentre.collector.store.opening import sqlite_path
from helpcentre.collector.store.retention import Retention
from helpcentre.collector.store.store import Store
from helpcentre.commands.open_database import database_exists, open_existing
from helpcentre.contract.manifest import Manifest
from helpcentre.errors import HelpCentreError

OTHERS = 0o077  # what group and others may do


@dataclass(frozen=True)
class DoctorOptions:
    """The options as given."""

    database: str
    site: str | None = None
    comment_days: int = 180
    item_days: int = 400
    thorough: bool = False
    as_json: bool = False
    forward: ForwardOptions = field(default_factory=ForwardOptions)


def doctor(options: DoctorOptions) -> int:
    """Print the result of every check; return the exit code, 1 if there is an error."""
    now = time.time_ns() // 1_000_000
    keep = Retention(text_days=options.comment_days, item_days=options.item_days)
    checks = [
        *run_checks(options.database, options.site, keep, now, thorough=options.thorough),
        *check_receiver(options.forward, os.environ),
        check_versions(),
    ]
    if options.as_json:
        values = [{"name": one.name, "status": one.status, "message": one.message} for one in checks]
        click.echo(json.dumps({"status": worst(checks), "checks": values}, ensure_ascii=False, indent=1))
    else:
        for check in checks:
            click.echo(f"{check.status:<8} {check.name:<11} {check.message}")
    return 1 if worst(checks) == "error" else 0


def run_checks(database: str, site: str | None, keep: Retention, now: int, *, thorough: bool) -> list[Check]:
    """Return the result of every check; a database that cannot be opened is a result, too."""
    checks: list[Check] = []
    try:
        with open_existing(database) as store:
            checks.append(_check_permissions(database))
            checks += check_store(store, now, keep, Settings().daily_cap, thorough=thorough)
            checks += _check_site(site, store, now)
    except HelpCentreError as error:
        if not database_exists(database):
            raise
        checks += [Check("database", "error", str(error)), *_check_site(site, None, now)]
    return checks


def check_receiver(options: ForwardOptions, environment: Mapping[str, str]) -> Iterator[Check]:
    """Check where messages go, and that a mail server lets the collector in; nothing is sent."""
    try:
        receiver = make_receiver(options, environment)
        if receiver is None:
            return
        receiver.probe()
    except HelpCentreError as error:
        yield Check("receiver", "error", str(error))
    except DeliveryError as error:
        yield Check("receiver", "error", f"{options.forward_to} cannot be reached: {error}")
    else:
        yield Check("receiver", "ok", f"messages go to {receiver.name}")


def _check_permissions(database: str) -> Check:
    """Check that nobody else on the machine can read a SQLite database."""
    if not database.startswith("sqlite:"):
        return Check("database", "ok", "PostgreSQL")
    path = sqlite_path(database)
    mode = path.stat().st_mode & 0o777
    if mode & OTHERS:
        return Check("database", "warning", f"{path} can be read by others (mode {mode:o}). Use chmod 600.")
    return Check("database", "ok", f"{path}, readable by its owner only")


def _check_site(site: str | None, store: Store | None, now: int) -> list[Check]:
    if site is None:
        return []
    manifest: Manifest | HelpCentreError
    try:
        found = ManifestSource(site).read()
        manifest = found if found is not None else HelpCentreError(f"{site}: no manifest")
    except HelpCentreError as error:
        manifest = error
    file = Path(site) / PATH
    modified = int(file.stat().st_mtime * 1000) if file.is_file() else None
    return [check_manifest(manifest, modified, store, now)]
