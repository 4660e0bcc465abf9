"""What stands behind `course.py`: the environment, the hand-out of labs, JupyterLab, the doctor.

In reading order: `environment` (makes .venv), `labs` (labs/ -> work/), `jupyter` (opens the
course), `oracle` (what only tests need), `doctor` (finds what is wrong), `commands` (one function
per command).  Standard library only, because this runs before anything is installed; it knows
nothing of models, lessons or checks.
"""
