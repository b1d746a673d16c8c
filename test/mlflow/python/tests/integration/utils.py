from click.testing import CliRunner


def invoke_cli_runner(*args, **kwargs):
    """Runs a command of the MLflow CLI, which must succeed."""
    result = CliRunner().invoke(*args, **kwargs)
    assert result.exit_code == 0, result.output
    return result
