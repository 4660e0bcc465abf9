"""HTTP over the model in the box, in the dialects of two vendors.

Read in this order; each module knows only the ones before it:

    caching          prompt caching as it is counted; knows none of the others
    ask              what is asked and what is answered, in no vendor's words; Refused
    fields           one JSON field -> a checked value
    recursion        a schema that refers to itself -> one that comes to an end
    schemas          JSON schemas that come with a request -> grammars
    pairs            calls and their results in a conversation, in order
    pieces           the steps of a reply -> text and calls
    engines          model id -> a loaded engine
    prompts          Ask -> the ids of its prompts
    generate         Ask -> completions, at once or step by step; stops when the client goes away
    openai_tools     OpenAI's words for tools and structured output
    openai_functions the same in its first words, functions
    openai_prompt    OpenAI's messages -> turns
    openai_replies   completions -> a ChatCompletion
    openai_events    the same as it is streamed
    openai_wire      Chat Completions, Models
    completions_wire Completions: a text that goes on
    responses_prompt the Responses API's items -> turns
    responses_output completions -> a Response, whole or streamed
    responses_wire   Responses
    kept             responses that a later request goes on from
    anthropic_tools  Anthropic's words for tools and structured output
    anthropic_prompt Anthropic's messages -> turns
    anthropic_cache  Anthropic's words for prompt caching
    anthropic_replies completions -> a Message, whole or streamed
    anthropic_wire   Messages, count_tokens, Models
    embedders        model id -> what makes vectors
    embeddings_wire  OpenAI's words for embeddings
    embed            a request for embeddings -> its response
    faults           faults on request, to practise on
    dialects         whose words a request speaks, and the module that knows them
    bodies           the headers and the body of a request -> a dict
    app              the routes

Nothing here knows of lessons, labs or notebooks. Out: images, audio, files;
who asks for one gets that vendor's error body.
"""
