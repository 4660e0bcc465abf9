"""Tokens per second of the engine beside other runtimes on the same weights, one thread each.

    pip install onnxruntime-genai onnx onnx-ir gguf   # into a test environment
    pip install xllamacpp gguf                        # llama.cpp, prebuilt
    python -m benchmarks.rivals [checkpoint]

A prompt of 10 tokens and 150 tokens of reply, greedy, never <|end|>. All write in turns in one
process, and the ratio is taken per round, of processor time. What is not installed is said so.

    transformers          float32, `generate`, as people use it
    onnxruntime-genai     float32, made by its own model builder
    llama.cpp             float16, and Q8_0 (int8 with a scale for 32 numbers), in its own server

How many greedy ids are ours shows that it has the same weights, but for roundings and ties.
"""

import json
import subprocess
import sys
import tempfile
from collections.abc import Callable
from functools import partial
from importlib.util import find_spec
from pathlib import Path

import numpy as np
import torch
from safetensors import safe_open

from benchmarks.inference import ROUNDS, TOKENS, endless, prompts, transformers_model
from benchmarks.measure import cpu_seconds, summary
from helpers.pocket import DEFAULT, WEIGHTS
from helpers.pocket.engine import Engine
from helpers.pocket.rounding import unrounded
from helpers.pocket.tokenizer import END, special_id

Writer = Callable[[list[int]], list[int]]  # a prompt -> the ids of a reply of TOKENS tokens


def transformers_writer(path: Path, end: int) -> Writer:
    model = transformers_model(path)
    told = {"max_new_tokens": TOKENS, "min_new_tokens": TOKENS, "do_sample": False}

    def write(prompt: list[int]) -> list[int]:
        ids = torch.tensor([prompt])
        ban = {"eos_token_id": end, "pad_token_id": end}  # the least number of tokens bans it
        with torch.no_grad():
            reply = model.generate(ids, attention_mask=torch.ones_like(ids), **told, **ban)
        return reply[0, len(prompt) :].tolist()

    return write


def genai_writer(path: Path, end: int, folder: Path) -> Writer:
    import onnxruntime_genai as genai

    model = genai.Model(str(genai_model(path, end, folder)))

    def write(prompt: list[int]) -> list[int]:
        params, total = genai.GeneratorParams(model), len(prompt) + TOKENS
        params.set_search_options(do_sample=False, min_length=total, max_length=total)
        generator = genai.Generator(model, params)
        generator.append_tokens(np.array([prompt], np.int32))
        while not generator.is_done():
            generator.generate_next_token()
        return generator.get_sequence(0)[len(prompt) :].tolist()

    return write


def genai_model(path: Path, end: int, folder: Path) -> Path:
    """The folder that onnxruntime-genai reads, made by its builder from transformers' files."""
    from tokenizers import Tokenizer, models
    from transformers import PreTrainedTokenizerFast

    source, made = folder / "transformers", folder / "genai"
    model = transformers_model(path)
    model.config.eos_token_id = model.config.bos_token_id = model.config.pad_token_id = end
    model.save_pretrained(source)
    words = {str(number): number for number in range(model.config.vocab_size)}  # never asked
    tokenizer = Tokenizer(models.WordLevel(words, unk_token="0"))
    PreTrainedTokenizerFast(tokenizer_object=tokenizer).save_pretrained(source)
    builder = [sys.executable, "-m", "onnxruntime_genai.models.builder", "-p", "fp32", "-e", "cpu"]
    places = ["-i", str(source), "-o", str(made), "-c", str(folder / "cache")]
    subprocess.run([*builder, *places], check=True, stdout=subprocess.DEVNULL)
    told = json.loads((made / "genai_config.json").read_text())
    one = {"intra_op_num_threads": 1, "inter_op_num_threads": 1}
    told["model"]["decoder"]["session_options"] |= one
    told["model"]["eos_token_id"] = end  # the least length bans it
    (made / "genai_config.json").write_text(json.dumps(told))
    return made


def llama_writer(path: Path, end: int, file: Path, kind: str) -> Writer:
    import xllamacpp

    write_gguf(path, file, kind)
    params = xllamacpp.CommonParams()
    params.model.path, params.n_ctx, params.n_parallel = str(file), 512, 1
    params.cpuparams.n_threads = params.cpuparams_batch.n_threads = 1
    params.warmup = False
    server = xllamacpp.Server(params)
    told = {"max_tokens": TOKENS, "temperature": 0, "logit_bias": [[end, False]]}
    told |= {"ignore_eos": True, "cache_prompt": False}

    def write(prompt: list[int]) -> list[int]:
        reply = server.handle_completions({"prompt": prompt, **told})
        return [int(word) for word in reply["choices"][0]["text"].split("w")[1:]]

    return write


def write_gguf(path: Path, file: Path, kind: str) -> None:
    """The weights as llama.cpp reads them; its words are made up, since only ids are compared."""
    import gguf

    with safe_open(path, framework="numpy") as stored:
        config = json.loads(stored.metadata()["config"])
        tensors = unrounded({name: stored.get_tensor(name) for name in stored.keys()})  # noqa: SIM118
    writer, heads = gguf.GGUFWriter(file, "llama"), config["num_attention_heads"]
    writer.add_block_count(config["num_hidden_layers"])
    writer.add_context_length(config["max_position_embeddings"])
    writer.add_embedding_length(config["hidden_size"])
    writer.add_feed_forward_length(config["intermediate_size"])
    writer.add_head_count(heads)
    writer.add_head_count_kv(heads)
    writer.add_layer_norm_rms_eps(config["rms_norm_eps"])
    writer.add_rope_freq_base(config["rope_theta"])
    writer.add_rope_dimension_count(config["hidden_size"] // heads)
    writer.add_vocab_size(config["vocab_size"])
    words = [f"w{number}" for number in range(config["vocab_size"])]
    writer.add_tokenizer_model("llama")
    writer.add_token_list(words)
    writer.add_token_scores([0.0] * len(words))
    writer.add_token_types([gguf.TokenType.NORMAL] * len(words))
    names = gguf.get_tensor_name_map(gguf.MODEL_ARCH.LLAMA, config["num_hidden_layers"])
    for name, array in tensors.items():
        if ".q_proj." in name or ".k_proj." in name:
            array = pairs_together(array, heads)
        fits = "F16" if array.shape[-1] % 32 else kind  # Q8_0 is in blocks of 32, as llama.cpp does
        form = gguf.GGMLQuantizationType[fits if array.ndim == 2 else "F32"]
        packed = gguf.quantize(array.astype(np.float32), form)
        writer.add_tensor(names.get_name(name, (".weight",)), packed, raw_dtype=form)
    writer.write_header_to_file()
    writer.write_kv_data_to_file()
    writer.write_tensors_to_file()
    writer.close()


def pairs_together(array: np.ndarray, heads: int) -> np.ndarray:
    """Rows reordered so that the two that rotary embeddings turn together are neighbours."""
    split = array.reshape(heads, 2, -1, array.shape[1])
    return split.swapaxes(1, 2).reshape(array.shape)


def writers(path: Path, engine: Engine, folder: Path) -> dict[str, Writer]:
    """Who can write here, the engine first."""
    end, told = special_id(END, engine.tokenizer), endless(engine, TOKENS)
    found = {
        "engine": lambda prompt: list(engine.complete([prompt], told)[0].ids),
        "transformers": transformers_writer(path, end),
    }
    if find_spec("onnxruntime_genai"):
        found["onnxruntime-genai"] = genai_writer(path, end, folder)
    else:
        print("onnxruntime-genai is skipped: it is not installed")
    if find_spec("xllamacpp") and find_spec("gguf"):
        for kind in ("F16", "Q8_0"):
            found[f"llama.cpp {kind}"] = llama_writer(path, end, folder / f"{kind}.gguf", kind)
    else:
        print("llama.cpp is skipped: xllamacpp or gguf is not installed")
    return found


def same(ours: list[int], theirs: list[int]) -> int:
    """How many ids are the same before the first that is not."""
    pairs = enumerate(zip(ours, theirs, strict=True))
    return next((i for i, (a, b) in pairs if a != b), len(ours))


def main() -> None:
    path = Path(sys.argv[1]) if len(sys.argv) > 1 else WEIGHTS / f"{DEFAULT}.safetensors"
    torch.set_num_threads(1)
    engine = Engine.load(path)
    with tempfile.TemporaryDirectory() as folder:
        found = writers(path, engine, Path(folder))
        speeds: dict[str, list[float]] = {name: [] for name in found}
        agreed: dict[str, list[int]] = {name: [] for name in found}
        for prompt in prompts(engine, ROUNDS + 1):
            ours = found["engine"](prompt[:10])
            for name, write in found.items():
                speeds[name].append(TOKENS / cpu_seconds(partial(write, prompt[:10])))
                agreed[name].append(same(ours, write(prompt[:10])))
    for name, values in speeds.items():  # the first round warms up
        ratios = [ours / theirs for ours, theirs in zip(speeds["engine"], values, strict=True)]
        print(f"{name}: {summary(values[1:])} tokens/s")
        print(f"    the engine is {summary(ratios[1:], 2)} times as fast")
        print(f"    ids before the first that is not ours: {summary(agreed[name][1:])} of {TOKENS}")


if __name__ == "__main__":
    main()
