"""HTTP over the model in the box, in the dialects of two vendors.

Read in this order; each module knows only the ones before it:

    ask              what is asked and what is answered, in no vendor's words; Refused
    fields           one JSON field -> a checked value
    schemas          JSON schemas that come with a request -> grammars
    pairs            calls and their results in a conversation, in order
    pieces           the steps of a reply -> text and calls
    engines          model id -> a loaded engine
    generate         Ask -> completions, at once or step by step; stops when the client goes away
    openai_tools     OpenAI's words for tools and structured output
    openai_prompt    OpenAI's messages -> turns
    openai_wire      Chat Completions, Models
    responses_prompt the Responses API's items -> turns
    responses_wire   Responses
    anthropic_tools  Anthropic's words for tools and structured output
    anthropic_prompt Anthropic's messages -> turns
    anthropic_wire   Messages, count_tokens, Models
    embedders        model id -> what makes vectors
    embeddings_wire  OpenAI's words for embeddings
    embed            a request for embeddings -> its response
    faults           faults on request, to practise on
    app              the routes

Nothing here knows of lessons, labs or notebooks. Out: images, audio, files;
who asks for one gets that vendor's error body.
"""
