"""The oracle is transformers' Llama on the exported file."""

import json

import pytest

torch = pytest.importorskip("torch", reason="training needs PyTorch")
from dataclasses import replace  # noqa: E402

from safetensors import safe_open  # noqa: E402

from training.export import save_weights, write_checksums  # noqa: E402
from training.llama import Config, Llama, generate  # noqa: E402

TINY = Config(
    "tiny",
    hidden_size=32,
    intermediate_size=80,
    num_hidden_layers=2,
    num_attention_heads=2,
    vocab_size=64,
    max_position_embeddings=40,
)
END = 1


@pytest.fixture(scope="module")
def tiny():
    torch.manual_seed(0)
    model = Llama(TINY)
    for parameter in model.parameters():  # far from the start, where every prediction is alike
        parameter.data = parameter.data.mul(8).half().float()
    return model.eval()


@pytest.fixture(scope="module")
def reference(tiny, tmp_path_factory):
    transformers = pytest.importorskip("transformers", reason="the oracle")
    path = tmp_path_factory.mktemp("weights") / "tiny.safetensors"
    save_weights(tiny.state_dict(), TINY, path)
    with safe_open(path, "pt") as file:
        config = json.loads(file.metadata()["config"])
        weights = {name: file.get_tensor(name).float() for name in file.keys()}  # noqa: SIM118
    config = transformers.LlamaConfig(
        **config,
        num_key_value_heads=config["num_attention_heads"],
        tie_word_embeddings=True,
        eos_token_id=END,
    )
    model = transformers.LlamaForCausalLM(config)
    missing, unexpected = model.load_state_dict(weights, strict=False)
    assert unexpected == []
    assert missing in ([], ["lm_head.weight"])
    model.tie_weights()
    return model.eval()


def test_exported_weights_give_the_same_logits_in_transformers(tiny, reference):
    ids = torch.randint(2, TINY.vocab_size, (3, 40))
    with torch.inference_mode():
        ours, theirs = tiny(ids), reference(ids).logits
    assert ours.std() > 0.5, "logits that are all alike would prove nothing"
    torch.testing.assert_close(ours, theirs, atol=1e-4, rtol=1e-4)


def test_unequal_prompts_in_one_batch_get_the_replies_of_transformers_alone(tiny, reference):
    prompts = [torch.randint(2, TINY.vocab_size, (n,)).tolist() for n in (3, 11, 7, 20)]
    replies = generate(tiny, prompts, 12, END)
    for prompt, reply in zip(prompts, replies, strict=True):
        whole = reference.generate(
            torch.tensor([prompt]),
            max_new_tokens=12,
            do_sample=False,
            attention_mask=torch.ones(1, len(prompt)),
            pad_token_id=END,
        )
        expected = whole[0, len(prompt) :].tolist()
        assert reply == (expected[: expected.index(END)] if END in expected else expected)


def test_a_reply_ends_before_the_end_token(tiny):
    prompt = [5, 9, 13, 20]
    [free] = generate(tiny, [prompt], 8, END)
    end = free[3]
    [reply] = generate(tiny, [prompt], 8, end)
    assert reply == free[: free.index(end)]


def test_generation_stops_when_the_context_window_is_full(tiny):
    [reply] = generate(tiny, [[5] * 37], 99, end=63)
    assert len(reply) <= 3


def test_weights_too_large_for_float16_are_not_exported(tmp_path):
    model = Llama(replace(TINY, num_hidden_layers=1))
    model.model["norm"].weight.data[0] = 1e6
    with pytest.raises(ValueError, match=r"model\.norm\.weight"):
        save_weights(model.state_dict(), TINY, tmp_path / "tiny.safetensors")
    assert list(tmp_path.iterdir()) == []


def test_checksums_name_every_other_file_of_the_folder(tmp_path):
    (tmp_path / "a").write_bytes(b"abc")
    write_checksums(tmp_path)
    write_checksums(tmp_path)
    # FIPS 180-2, appendix B.1
    assert (tmp_path / "SHA256SUMS").read_text() == (
        "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad  a\n"
    )
