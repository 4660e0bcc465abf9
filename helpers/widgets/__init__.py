"""Sliders and buttons for the lessons: the only package that imports ipywidgets.

One module per widget, each with a text twin: an ordinary function that prints the same. What they
share is `frame`.
"""
