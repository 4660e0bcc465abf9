"""Texts -> vectors: a small BERT where its package is installed, and a light fallback.

Read the modules in this order; each knows only the ones before it:

    embedded    the vectors of some texts, and what was read of them
    light       letters and words -> vectors; always there, knows no meaning
    weights     where the files of all-MiniLM-L6-v2 are, and whether they are whole
    wordpiece   text <-> the ids of BERT's vocabulary
    bert        ids -> vectors, in NumPy
    minilm      all-MiniLM-L6-v2: texts -> vectors

All vectors have length 1, so a dot product is their cosine. Nothing here knows of HTTP, of lessons
or of any provider. `python3 course.py embeddings` installs all-MiniLM-L6-v2.
"""
