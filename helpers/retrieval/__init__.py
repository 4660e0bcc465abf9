"""From files to the passages that answer: what unit 12 builds in front of the reader, once more.

Read in this order; each module knows only the ones above it:

    loading    Markdown, CSV and PDF -> clean text
    chunks     a text -> passages: by words, with overlap, by sentences, by what belongs together
    bm25       words -> scores (Lucene's variant)
    vectors    vectors -> scores (cosine)
    fusion     several rankings -> one
    fulltext   SQLite's FTS5 as an index
    goldset    the documentation's questions, and which passages answer one
    pipeline   all of it in seven stages, with a log, and six faults to find (unit 13)
    kept       vectors of a larger model for both, from a file

In: texts and vectors. Out: making vectors (embeddings, or a provider), metrics (measure.ranking),
prompts.
"""
