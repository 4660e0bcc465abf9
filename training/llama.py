"""The Llama network in PyTorch, as small as it can be said: for training and for measuring.

Parameter names and the rotary convention (rotate_half) are Hugging Face's, so that
`transformers.LlamaForCausalLM` and `helpers.pocket.network` read the same weights. Embeddings are
tied: the matrix that turns ids into vectors also turns the last vector into logits.

In: the network, greedy decoding. Out: sampling and serving (helpers/pocket), optimizers (muon.py).
"""

from dataclasses import dataclass

import torch
import torch.nn.functional as F
from torch import Tensor, nn

INIT_STD = 0.02


@dataclass(frozen=True)
class Config:
    """The shape of a network; the field names are those of Hugging Face's LlamaConfig."""

    name: str = "pocket"
    hidden_size: int = 256
    intermediate_size: int = 688
    num_hidden_layers: int = 6
    num_attention_heads: int = 4
    vocab_size: int = 2048
    max_position_embeddings: int = 4096
    rope_theta: float = 10000.0
    rms_norm_eps: float = 1e-5
    reads_forms: bool = True  # its prompts tell the form of a reply (helpers/pocket/tools.py)


CONFIGS = {
    "pocket": Config(),
    "pocket-mini": Config("pocket-mini", 128, 384, num_hidden_layers=3, num_attention_heads=2),
}


def rotary_table(config: Config) -> Tensor:
    """cos and sin of every position's angles, [2, positions, head size]."""
    size = config.hidden_size // config.num_attention_heads
    frequencies = config.rope_theta ** (-torch.arange(0, size, 2).float() / size)
    angles = torch.arange(config.max_position_embeddings).float()[:, None] * frequencies
    angles = torch.cat([angles, angles], dim=-1)
    return torch.stack([angles.cos(), angles.sin()])


def rotate(x: Tensor, table: Tensor) -> Tensor:
    """Turn each head's vector by its position's angles (RoPE, Su et al. 2021)."""
    left, right = x.chunk(2, dim=-1)
    return x * table[0] + torch.cat([-right, left], dim=-1) * table[1]


def appended(past: list[Tensor], keys: Tensor, values: Tensor) -> list[Tensor]:
    """The cache of one layer with the new columns on the right."""
    if not past:
        return [keys, values]
    return [torch.cat([past[0], keys], dim=2), torch.cat([past[1], values], dim=2)]


class Attention(nn.Module):
    def __init__(self, config: Config):
        super().__init__()
        self.heads, size = config.num_attention_heads, config.hidden_size
        self.q_proj = nn.Linear(size, size, bias=False)
        self.k_proj = nn.Linear(size, size, bias=False)
        self.v_proj = nn.Linear(size, size, bias=False)
        self.o_proj = nn.Linear(size, size, bias=False)

    def split(self, x: Tensor) -> Tensor:
        """[batch, time, hidden] -> [batch, heads, time, head size]"""
        return x.unflatten(-1, (self.heads, -1)).transpose(1, 2)

    def forward(self, x: Tensor, table: Tensor, mask: Tensor | None, past: list | None) -> Tensor:
        """Without a mask: causal. `past` is this layer's [keys, values], and grows in place."""
        v = self.split(self.v_proj(x))
        q = rotate(self.split(self.q_proj(x)), table).type_as(v)
        k = rotate(self.split(self.k_proj(x)), table).type_as(v)
        if past is not None:
            k, v = past[:] = appended(past, k, v)
        mixed = F.scaled_dot_product_attention(q, k, v, attn_mask=mask, is_causal=mask is None)
        return self.o_proj(mixed.transpose(1, 2).flatten(2))


class MLP(nn.Module):
    def __init__(self, config: Config):
        super().__init__()
        self.gate_proj = nn.Linear(config.hidden_size, config.intermediate_size, bias=False)
        self.up_proj = nn.Linear(config.hidden_size, config.intermediate_size, bias=False)
        self.down_proj = nn.Linear(config.intermediate_size, config.hidden_size, bias=False)

    def forward(self, x: Tensor) -> Tensor:
        return self.down_proj(F.silu(self.gate_proj(x)) * self.up_proj(x))


class Layer(nn.Module):
    def __init__(self, config: Config):
        super().__init__()
        self.input_layernorm = nn.RMSNorm(config.hidden_size, config.rms_norm_eps)
        self.self_attn = Attention(config)
        self.post_attention_layernorm = nn.RMSNorm(config.hidden_size, config.rms_norm_eps)
        self.mlp = MLP(config)

    def forward(self, x: Tensor, table: Tensor, mask: Tensor | None, past: list | None) -> Tensor:
        x = x + self.self_attn(self.input_layernorm(x), table, mask, past)
        return x + self.mlp(self.post_attention_layernorm(x))


class Llama(nn.Module):
    """ids [batch, time] -> logits [batch, time, vocabulary]."""

    def __init__(self, config: Config):
        super().__init__()
        self.config = config
        self.model = nn.ModuleDict(
            {
                "embed_tokens": nn.Embedding(config.vocab_size, config.hidden_size),
                "layers": nn.ModuleList(Layer(config) for _ in range(config.num_hidden_layers)),
                "norm": nn.RMSNorm(config.hidden_size, config.rms_norm_eps),
            }
        )
        self.register_buffer("table", rotary_table(config), persistent=False)
        for parameter in self.parameters():
            if parameter.ndim == 2:
                nn.init.normal_(parameter, std=INIT_STD)

    def hidden(self, ids: Tensor, mask: Tensor | None = None, cache: list | None = None) -> Tensor:
        """The last layer's vectors. `cache`: one list per layer, empty at first."""
        start = cache[0][0].shape[2] if cache and cache[0] else 0
        table = self.table[:, start : start + ids.shape[1]]
        x = self.model["embed_tokens"](ids)
        for number, layer in enumerate(self.model["layers"]):
            x = layer(x, table, mask, cache[number] if cache else None)
        return self.model["norm"](x)

    def logits(self, hidden: Tensor) -> Tensor:
        return F.linear(hidden, self.model["embed_tokens"].weight)

    def forward(self, ids: Tensor) -> Tensor:
        return self.logits(self.hidden(ids))


def losses(model: Llama, ids: Tensor, half: bool = False) -> Tensor:
    """Cross-entropy of each next token: ids [batch, time + 1] -> [batch, time], in float32.

    `half`: matrices are multiplied in bfloat16, as precision.py may advise.
    """
    with torch.autocast(ids.device.type, dtype=torch.bfloat16, enabled=half):
        logits = model(ids[:, :-1])
    targets, logits = ids[:, 1:], logits.float()
    flat = F.cross_entropy(logits.flatten(0, 1), targets.flatten(), reduction="none")
    return flat.view_as(targets)


@torch.inference_mode()
def generate(model: Llama, prompts: list[list[int]], max_tokens: int, end: int) -> list[list[int]]:
    """The greedy replies, each without its `end`; all prompts in one batch, padded on the left.

    Rotary positions are relative, so a prompt may start at any column. Generation stops early
    when the context window is full.
    """
    ids, real = padded_left(prompts, end)
    ids, real = ids.to(model.table.device), real.to(model.table.device)
    width = ids.shape[1]
    causal = torch.ones(width, width, dtype=torch.bool, device=ids.device).tril()
    # a padding column sees itself, because a softmax over nothing is not a number
    mask = (causal & real[:, None, :]) | torch.eye(width, dtype=torch.bool, device=ids.device)
    cache = [[] for _ in range(model.config.num_hidden_layers)]
    chosen: list[Tensor] = []
    for _ in range(min(max_tokens, model.config.max_position_embeddings - width)):
        last = model.hidden(ids, mask[:, None], cache)[:, -1]
        ids = model.logits(last).argmax(-1, keepdim=True)
        chosen.append(ids)
        if torch.cat(chosen, 1).eq(end).any(1).all():
            break
        real = F.pad(real, (0, 1), value=True)
        mask = real[:, None, :]
    replies = torch.cat(chosen, 1).tolist() if chosen else [[] for _ in prompts]
    return [reply[: reply.index(end)] if end in reply else reply for reply in replies]


def padded_left(prompts: list[list[int]], filler: int) -> tuple[Tensor, Tensor]:
    """Prompts as one [batch, longest] tensor, and which of its places are real."""
    longest = max(map(len, prompts))
    rows = [[filler] * (longest - len(prompt)) + prompt for prompt in prompts]
    real = [[False] * (longest - len(prompt)) + [True] * len(prompt) for prompt in prompts]
    return torch.tensor(rows), torch.tensor(real)
