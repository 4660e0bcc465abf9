"""Making the model in the box: text of Larkspur in, `helpers/pocket/weights/` out.

Read in this order; each module knows only the ones before it:

    mixture      seed -> documents (with asking and tasks: what is asked, and how)
    vocabulary   documents -> the BPE vocabulary
    batches      documents -> rows of token ids with a weight per target
    precision    bfloat16 or float32, whichever is faster here
    llama        the network in PyTorch, under Hugging Face's names
    muon         the optimizer of its matrices
    behaviours   what the model can do, measured on held-out draws
    export       weights -> safetensors, with their checksums
    checkpoint   a run that can be continued
    train        the loop

Needs PyTorch; nothing that a learner runs imports this package.
"""
