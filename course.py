#!/usr/bin/env python3
"""The front door of the course.

    python3 course.py              open the course in JupyterLab    (also: learn)
    python3 course.py embeddings   install the embedding model        (84 MB, optional)
    python3 course.py vectors      install a vector database          (optional, for unit 12)
    python3 course.py test         run every test and every notebook
                                   (--graders: how often the checks err; --mutants)
    python3 course.py grade        grade submissions
    python3 course.py release      make labs/ out of solutions/
    python3 course.py serve        the service that lab 16 builds, with its page
    python3 course.py doctor       what is wrong, and what to do about it

learn takes --no-browser and --port N; what it does not know goes on to JupyterLab.
test, grade and release hand their arguments on: python3 course.py test -k tokenizer
"""

# Standard library only, as is all of helpers/door. This file alone is written so that an old
# Python, even 2.7, can read it far enough to say that it is too old.

import sys

if sys.version_info < (3, 11):
    sys.exit(
        "The course needs Python 3.11 or newer; this one is "
        + sys.version.split()[0]
        + " ("
        + sys.executable
        + ").\nGet a newer one from python.org, your package manager or uv, then start again"
        + "\nwith it, for example:  python3.12 course.py     (on Windows:  py -3.12 course.py)"
    )

# an explicit entry, because PYTHONSAFEPATH leaves the script's own folder out
sys.path.insert(0, __file__.replace("\\", "/").rpartition("/")[0] or ".")

from helpers.door import commands  # here, because an old Python must not get this far

if __name__ == "__main__":
    sys.exit(commands.main(sys.argv[1:], __doc__))
