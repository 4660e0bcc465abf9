"""HTTP over the model in the box, in the dialects of two vendors.

Read in this order; each module knows only the ones before it:

    ask             what is asked and what is answered, in no vendor's words; Refused
    fields          one JSON field -> a checked value
    engines         model id -> a loaded engine
    generate        Ask -> completions, at once or step by step; stops when the client goes away
    openai_wire     Chat Completions, Models
    anthropic_wire  Messages, count_tokens, Models
    app             the routes

Nothing here knows of lessons, labs or notebooks. Out: tools, structured output, the Responses
API, embeddings, images, audio, files; who asks for one gets that vendor's error body.
"""
