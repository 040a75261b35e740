"""The one error of this package."""

from django.core.exceptions import ValidationError


class SeedError(Exception):
    """Invalid content, in one line: file, entry, field, and the problem."""

    def __init__(self, *where: str, problem: str) -> None:
        super().__init__(": ".join([*(part for part in where if part), problem]))


def first_problem(error: ValidationError) -> tuple[str, str]:
    """Name the first field of a ValidationError, and what is wrong with it."""
    if hasattr(error, "error_dict"):
        field, problems = next(iter(error.message_dict.items()))
        return ("" if field == "__all__" else field), " ".join(problems)
    return "", " ".join(error.messages)
