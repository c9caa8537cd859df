"""Bringing a database to the newest schema, one numbered step at a time and only forward."""

from pathlib import Path

from helpcentre.collector.store.connection import Connection
from helpcentre.errors import HelpCentreError

FOLDER = Path(__file__).parent / "migrations"


def read_steps(name: str) -> list[tuple[int, str]]:
    """Return the steps of a kind of database ("sqlite" or "postgres") as (number, SQL), in order."""
    return [(int(path.name[:4]), path.read_text(encoding="utf-8")) for path in sorted((FOLDER / name).glob("*.sql"))]


def read_reached(connection: Connection) -> int:
    """Return the number of the newest step that was applied, 0 for none."""
    return int(connection.rows("SELECT COALESCE(MAX(number), 0) FROM migration")[0][0])


def migrate(connection: Connection, up_to: int | None = None) -> int:
    """Apply the missing steps in one transaction (only up to one, for tests) and return the number reached."""
    steps = read_steps(connection.name)
    with connection.transaction():
        connection.execute("CREATE TABLE IF NOT EXISTS migration (number INTEGER PRIMARY KEY)")
        reached = read_reached(connection)
        if reached > steps[-1][0]:
            raise HelpCentreError(
                f"The database was written by a newer helpcentre (schema {reached}; this version knows schema "
                f"{steps[-1][0]}). Update helpcentre first."
            )
        for number, sql in steps:
            if number > reached and (up_to is None or number <= up_to):
                for statement in split_statements(sql):
                    connection.execute(statement)
                connection.execute("INSERT INTO migration (number) VALUES (?)", number)
                reached = number
    return reached


def split_statements(sql: str) -> list[str]:
    """Return the statements of a migration without its comment lines; a statement may not contain a semicolon."""
    lines = [line for line in sql.splitlines() if not line.lstrip().startswith("--")]
    return [statement.strip() for statement in "\n".join(lines).split(";") if statement.strip()]
