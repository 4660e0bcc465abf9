"""Making the models in the box: text of Larkspur in, `helpers/pocket/weights/` out.

Read in this order; each module knows only the ones before it:

    tasks        what is asked, how, and the right reply: a package with its own reading list
    mixture      seed -> documents: how often each task is drawn, how much its replies count
    vocabulary   documents -> the BPE vocabulary
    batches      documents -> rows of token ids with a weight per target
    precision    bfloat16 or float32, whichever is faster here
    llama        the network in PyTorch, under Hugging Face's names
    muon         the optimizer of its matrices
    wild         prompts that people wrote, with held-out material, and their judges
    behaviours   what the model can do in one greedy reply, measured on held-out draws
    export       weights -> safetensors, with their checksums
    checkpoint   a run that can be continued
    train        the loop
    curves       a run's log -> a picture

The model card, from the shipped weights:

    rows         a measurement with its interval and its bar
    scores       a text against a reference: ROUGE-L, chrF, kappa
    bench        the engine, asked many questions
    experiments  what takes more than one greedy reply: votes, tools, attacks, biases
    card_text    the prose of the card
    card         the numbers of the card
    compare      two models on the same held-out draws

Training and export need PyTorch, the card does not. Nothing that a learner runs imports this
package.
"""
