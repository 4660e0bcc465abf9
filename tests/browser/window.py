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

    def open(self, path: str) -> None:
        """Opens a notebook, and nothing else."""
        self.page.goto(f"{self.address}/lab/tree/{path}?token={self.token}&reset")
        self._wait_for_kernel()

    def front(self) -> str:
        """The address to which the server's root leads, without the token."""
        self.page.goto(f"{self.address}/?token={self.token}")
        self._wait_for_kernel()
        return self.page.url.removeprefix(self.address)

    def titles(self) -> list[str]:
        """The titles of the open documents."""
        return self.page.locator("#jp-main-dock-panel .lm-TabBar-tabLabel").all_inner_texts()

    def run_all(self, path: str, patience: float) -> list[dict]:
        """Run > Run All Cells, to the end; the notebook's cells as saved.  TimeoutError."""
        self.page.locator(".lm-MenuBar-itemLabel", has_text="Run").first.click()
        self.page.get_by_text("Run All Cells", exact=True).click()
        end = time.monotonic() + patience
        while time.monotonic() < end:
            self.page.wait_for_timeout(1000)
            cells = self.saved(path) if self._is_idle() else []
            if cells and (errors(cells) or not waiting(cells)):
                return cells
        raise TimeoutError(f"{path} was still running after {patience} s")

    def saved(self, path: str) -> list[dict]:
        """Saves, and reads what is in the file.  [] when it was not written, or not to the end."""
        before = (self.course / path).stat().st_mtime_ns
        self.page.keyboard.press("Control+s")
        self.page.wait_for_timeout(1000)
        if (self.course / path).stat().st_mtime_ns == before:
            return []
        try:
            return json.loads((self.course / path).read_text("utf-8"))["cells"]
        except ValueError:
            return []

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
        cell.locator(".jp-InputPrompt", has_text="[*]").wait_for(state="detached", timeout=PATIENCE)
        return cell.locator(".jp-OutputArea").inner_text()

    def close(self) -> None:
        """Closes the window and ends the kernels it started."""
        self.page.close()
        for session in self._api("sessions"):
            self._api(f"sessions/{session['id']}", "DELETE")

    def _wait_for_kernel(self) -> None:
        self.page.locator(".jp-NotebookPanel .jp-Cell").first.wait_for(timeout=PATIENCE)
        indicator = self.page.locator('.jp-Notebook-ExecutionIndicator[data-status="idle"]')
        indicator.wait_for(timeout=PATIENCE)

    def _is_idle(self) -> bool:
        kernels = [session["kernel"] for session in self._api("sessions")]
        # a kernel without a window is left over from a page that was closed
        return {k["execution_state"] for k in kernels if k["connections"]} == {"idle"}

    def _api(self, path: str, method: str = "GET"):
        asked = urllib.request.Request(f"{self.address}/api/{path}", method=method)
        asked.add_header("Authorization", f"token {self.token}")
        with urllib.request.urlopen(asked, timeout=30) as answer:
            content = answer.read()
        return json.loads(content) if content else None


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
