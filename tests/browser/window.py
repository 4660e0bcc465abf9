"""What a learner does in JupyterLab: open a notebook, run all, type into a cell, move a slider.

Knows JupyterLab's page; knows nothing of what is in the notebooks.
"""

import json
import time
import urllib.request
from pathlib import Path

PATIENCE = 180_000  # milliseconds, for a kernel or a page on a busy machine


class Window:
    """One browser window on a running course."""

    def __init__(self, page, address: str, token: str, course: Path):
        self.page, self.address, self.token, self.course = page, address, token, course
        page.set_default_timeout(PATIENCE)

    def open(self, path: str) -> None:
        """Opens a notebook, without its kept outputs, and nothing else."""
        file = self.course / path
        file.write_text(emptied(file.read_text("utf-8")), "utf-8")
        self.page.goto(f"{self.address}/lab/tree/{path}?token={self.token}&reset")
        self._wait_for_kernel()

    def begin(self, path: str, *needed: str) -> None:
        """Opens a lesson and runs its first cell, and those that hold these texts."""
        self.open(path)
        first = self.cell("from helpers import connect").first
        # a page that still settles swallows the first keys
        if not any("pocket" in self.run(first) for _ in range(5)):
            raise RuntimeError(f"{path}: the first cell does not say the model's name")
        for text in needed:
            self.run(self.cell(text).first)

    def front(self) -> str:
        """The address to which the server's root leads, without the token."""
        self.page.goto(f"{self.address}/?token={self.token}")
        self._wait_for_kernel()
        return self.page.url.removeprefix(self.address)

    def titles(self) -> list[str]:
        """The titles of the open documents."""
        return self.page.locator("#jp-main-dock-panel .lm-TabBar-tabLabel").all_inner_texts()

    def run_all(self, path: str, patience: float) -> list[dict]:
        """Run > Run All Cells, to the end; the notebook's cells as saved."""
        self.page.locator(".lm-MenuBar-itemLabel", has_text="Run").first.click()
        self.page.get_by_text("Run All Cells", exact=True).click()
        end = time.monotonic() + patience
        while time.monotonic() < end:
            self.page.keyboard.press("Control+s")
            self.page.wait_for_timeout(2000)
            if asked := self.page.locator(".jp-Dialog-content").all_inner_texts():
                raise RuntimeError(f"JupyterLab asks instead of running: {asked}")
            cells = cells_in(self.course / path)
            if cells and (errors(cells) or not waiting(cells)):
                return cells
        raise TimeoutError(f"{path} was still running after {patience} s")

    def cell(self, text: str):
        """The code cell whose source holds this text."""
        return self.page.locator(".jp-CodeCell").filter(
            has=self.page.locator(".cm-content", has_text=text)
        )

    def write(self, cell, source: str) -> None:
        """Replaces the cell's source, as by typing, and runs it."""
        cell.locator(".cm-content").click()
        self.page.keyboard.press("Control+a")
        self.page.keyboard.insert_text(source)
        self.page.keyboard.press("Control+Enter")

    def run(self, cell) -> str:
        """Runs the cell; the text of its output, when it has come."""
        cell.locator(".cm-content").click()
        self.page.keyboard.press("Control+Enter")
        self.page.wait_for_timeout(300)
        cell.locator(".jp-InputPrompt", has_text="[*]").wait_for(state="detached")
        return cell.locator(".jp-OutputArea").inner_text()

    def close(self) -> None:
        """Closes the window and ends the kernels it started."""
        self.page.close()
        for session in self._api("sessions"):
            self._api(f"sessions/{session['id']}", "DELETE")

    def _wait_for_kernel(self) -> None:
        self.page.locator(".jp-NotebookPanel .jp-Cell").first.wait_for()
        # the circle beside the kernel's name says idle too early: a Run then ends in a question
        self.page.get_by_text("(ipykernel) | Idle").wait_for()

    def _api(self, path: str, method: str = "GET"):
        asked = urllib.request.Request(f"{self.address}/api/{path}", method=method)
        asked.add_header("Authorization", f"token {self.token}")
        with urllib.request.urlopen(asked, timeout=30) as answer:
            content = answer.read()
        return json.loads(content) if content else None


def fits(view) -> bool:
    """Whether nothing sticks out of this part of the page at its right."""
    return view.evaluate("part => part.scrollWidth <= part.clientWidth")


def emptied(notebook: str) -> str:
    """The notebook as if it had never been run."""
    content = json.loads(notebook)
    for cell in content["cells"]:
        if cell["cell_type"] == "code":
            cell["execution_count"], cell["outputs"] = None, []
    return json.dumps(content)


def cells_in(file: Path) -> list[dict]:
    """The saved cells; [] while the file is being written."""
    try:
        return json.loads(file.read_text("utf-8"))["cells"]
    except ValueError:
        return []


def errors(cells: list[dict]) -> list[str]:
    """What went wrong in these cells, as Python said it."""
    outputs = [output for cell in cells for output in cell.get("outputs", [])]
    return [f"{o['ename']}: {o['evalue']}" for o in outputs if o["output_type"] == "error"]


def waiting(cells: list[dict]) -> int:
    """How many code cells have not been run."""
    return sum(
        cell["cell_type"] == "code" and cell["execution_count"] is None and cell["source"] != []
        for cell in cells
    )
