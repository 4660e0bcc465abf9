"""Exercise 16.2: answers right and wrong, and what the check says to each."""

from cases import Answers, table

START = """
def cache_key(body, tenant, prompt_version):
    kept = {k: v for k, v in body.items()
            if k not in ("stream", "stream_options", "user", "metadata")}
"""

CASES = Answers(
    right=(
        START + "    parts = (tenant, prompt_version, json.dumps(kept, sort_keys=True))\n"
        "    return 'reply:' + hashlib.md5(repr(parts).encode()).hexdigest()",
        "SKIP = 'stream stream_options user metadata'.split()\n"
        "def flat(x):\n"
        "    if isinstance(x, dict):\n"
        "        return tuple(sorted((k, flat(v)) for k, v in x.items()))\n"
        "    return tuple(map(flat, x)) if isinstance(x, list) else x\n"
        "def cache_key(body, tenant, prompt_version):\n"
        "    kept = flat({k: v for k, v in body.items() if k not in SKIP})\n"
        "    return hashlib.blake2b(repr([tenant, prompt_version, kept]).encode()).hexdigest()",
        "def cache_key(body, tenant, prompt_version):\n"
        "    h = hashlib.sha1()\n"
        "    for name in sorted(set(body) - {'stream', 'stream_options', 'user', 'metadata'}):\n"
        "        h.update(json.dumps([name, body[name]], sort_keys=True).encode())\n"
        "    for part in (tenant, prompt_version):\n"
        "        h.update(f'{len(part)}:{part}'.encode())\n"
        "    return h.hexdigest()",
    ),
    wrong=(
        (START + "    return hash(json.dumps([tenant, prompt_version, kept], sort_keys=True))",
         "another one in the next process"),
        (START + "    return json.dumps([tenant, prompt_version, kept], sort_keys=True)",
         "what the customer wrote"),
        (START + "    text = json.dumps([tenant, prompt_version, kept])\n"
         "    return hashlib.sha256(text.encode()).hexdigest()", "the order in which the fields"),
        (START + "    text = json.dumps([prompt_version, kept], sort_keys=True)\n"
         "    return hashlib.sha256(text.encode()).hexdigest()", "the tenant"),
        (START + "    text = json.dumps([tenant, kept], sort_keys=True)\n"
         "    return hashlib.sha256(text.encode()).hexdigest()", "the version of the prompt"),
        (START + "    text = tenant + prompt_version + json.dumps(kept, sort_keys=True)\n"
         "    return hashlib.sha256(text.encode()).hexdigest()", "where the tenant ends"),
        (START + "    text = f'{tenant}|{prompt_version}|{json.dumps(kept, sort_keys=True)}'\n"
         "    return hashlib.sha256(text.encode()).hexdigest()", "the same separator"),
        ("def cache_key(body, tenant, prompt_version):\n"
         "    text = json.dumps([tenant, prompt_version, body], sort_keys=True)\n"
         "    return hashlib.sha256(text.encode()).hexdigest()", "`stream`"),
        ("def cache_key(body, tenant, prompt_version):\n"
         "    text = json.dumps([tenant, prompt_version, body['model'], body['messages'],\n"
         "                       body['temperature']], sort_keys=True)\n"
         "    return hashlib.sha256(text.encode()).hexdigest()", "`max_tokens`"),
        ("def cache_key(body, tenant, prompt_version):\n"
         "    text = json.dumps([tenant, prompt_version, body['messages'][-1]['content']])\n"
         "    return hashlib.sha256(text.encode()).hexdigest()", "may get different replies"),
        (START + "    return str(hash(json.dumps([tenant, prompt_version, kept], sort_keys=True)))",
         "another one in the next process"),
        (START + "    return f'{hash(tenant):x}{hash(json.dumps([prompt_version, kept],"
         " sort_keys=True)):x}'[:20]", "too few"),
        (START + "    text = json.dumps([tenant, prompt_version, kept], sort_keys=True)\n"
         "    return 'reply:' + hashlib.sha256(text.encode()).hexdigest()[:8]", "too few"),
        (START + "    text = json.dumps([tenant, prompt_version, kept], sort_keys=True).lower()\n"
         "    return hashlib.sha256(text.encode()).hexdigest()", "capitals"),
        (START + "    text = json.dumps([tenant, prompt_version, kept], sort_keys=True)\n"
         "    return hashlib.sha256(' '.join(text.split()).encode()).hexdigest()", "blanks"),
        ("FIELDS = ('model messages temperature max_tokens seed stop response_format top_p n '\n"
         "          'logit_bias tools frequency_penalty presence_penalty reasoning_effort').split()"
         "\ndef cache_key(body, tenant, prompt_version):\n"
         "    text = json.dumps([tenant, prompt_version, [body.get(f) for f in FIELDS]],"
         " sort_keys=True)\n"
         "    return hashlib.sha256(text.encode()).hexdigest()", "nobody knows yet"),
        ("SKIP = ('stream', 'stream_options', 'user', 'metadata')\n"
         "def bare(x):\n"
         "    if isinstance(x, dict):\n"
         "        return {k: bare(v) for k, v in x.items() if k not in SKIP}\n"
         "    return [bare(y) for y in x] if isinstance(x, list) else x\n"
         "def cache_key(body, tenant, prompt_version):\n"
         "    text = json.dumps([tenant, prompt_version, bare(body)], sort_keys=True)\n"
         "    return hashlib.sha256(text.encode()).hexdigest()", "deep inside"),
        ("def cache_key(body, tenant, prompt_version):\n    return str(uuid.uuid4())",
         "your keys differ"),
        ("def cache_key(body, tenant, prompt_version):\n    return tenant * 50", "characters"),
    ),
    setup="import hashlib, json, uuid",
)  # fmt: skip
test_answers = table("16.2", CASES)
