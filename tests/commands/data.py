"""A small database for the tests of the commands that manage data, and a way to run them as they are typed."""

from uuid import UUID

from click.testing import CliRunner

from helpcentre.cli import cli
from helpcentre.collector.store.opening import open_store
from helpcentre.errors import HelpCentreError
from tests.collector.world import ALWAYS, NOON, item, manifest

WORDS = "segreto da cancellare"


def fill(address):
    """Store two readers' votes and a comment; return the id of the vote with the comment."""
    with open_store(address) as store:
        store.learn(manifest(), NOON)
        vote = item(0, reason="unclear")
        store.write([vote, item(None, kind="comment", text=WORDS, parent=vote.id), item(1, who=2)])
    return str(UUID(bytes=vote.id))


def run(*arguments):
    """Run a command that must succeed; its own errors are raised."""
    result = CliRunner().invoke(cli, [str(one) for one in arguments])
    if isinstance(result.exception, HelpCentreError):
        raise result.exception
    assert result.exit_code == 0, result.output
    return result


def report_of(address):
    with open_store(address) as store:
        return store.report_rows(*ALWAYS)
