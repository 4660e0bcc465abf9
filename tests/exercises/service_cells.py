"""What stands above an answer of lab 16: imports, given parts, earlier answers."""

from cases import ROOT, from_solution

from helpers.exercises import release

SHARED = ("service-imports", "parts")


def above(*exercises: str) -> str:
    """Imports, the given parts and the reference answers of these exercises, as source."""
    (file,) = (ROOT / "solutions").glob("16_*.ipynb")
    cells = {cell.id: cell.source for cell in release.read(file).cells}
    answers = [from_solution("16")[id][1] for id in exercises]
    return "\n\n".join(["MODEL = 'pocket'", *(cells[id] for id in SHARED), *answers])


def changed(answer: str, *pairs: tuple[str, str]) -> str:
    """The answer with these pieces of text exchanged; each must be there."""
    for old, new in pairs:
        assert old in answer, old
        answer = answer.replace(old, new)
    return answer
