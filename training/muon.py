"""Muon: momentum whose every step is made orthogonal, for the matrices of a network.

Keller Jordan 2024, https://kellerjordan.github.io/posts/muon/. A gradient matrix is usually nearly
of low rank; replacing its singular values by ones lets the rare directions learn as fast as the
common ones. Embeddings and norms are not maps between hidden vectors: they take AdamW.

In: the two optimizers. Out: learning rates over time (train.py).
"""

import torch
from torch import Tensor, nn

from training.precision import half_is_faster

# a quintic that pushes every singular value in 0..1 to about 1 (0.7 to 1.2) in five rounds
A, B, C = 3.4445, -4.7750, 2.0315
ROUNDS = 5


def orthogonalised(matrix: Tensor) -> Tensor:
    """The matrix with its singular values replaced by about 1.

    Newton-Schulz, in bfloat16 where that is faster: a few matrix products instead of an SVD.
    """
    x = matrix.bfloat16() if half_is_faster(matrix.device.type) else matrix
    tall = x.shape[0] > x.shape[1]
    x = x.mT.contiguous() if tall else x  # a strided bfloat16 product is five times slower
    x = x / (x.norm() + 1e-7)
    for _ in range(ROUNDS):
        square = x @ x.mT
        x = A * x + (B * square + C * square @ square) @ x
    return (x.mT if tall else x).to(matrix.dtype)


class Muon(torch.optim.Optimizer):
    """For parameters that are matrices."""

    def __init__(self, matrices: list[nn.Parameter], lr: float, momentum: float = 0.95):
        super().__init__(matrices, {"lr": lr, "momentum": momentum})

    @torch.no_grad()
    def step(self) -> None:
        for group in self.param_groups:
            for matrix in group["params"]:
                rows, columns = matrix.shape
                size = group["lr"] * max(1, rows / columns) ** 0.5
                update = orthogonalised(self.direction(matrix, group["momentum"]))
                matrix.add_(update, alpha=-size)

    def direction(self, parameter: nn.Parameter, momentum: float) -> Tensor:
        """Nesterov's: the gradient mixed with the running mean that already contains it."""
        state = self.state[parameter]
        if not state:
            state["mean"] = torch.zeros_like(parameter)
        state["mean"].lerp_(parameter.grad, 1 - momentum)
        return parameter.grad.lerp(state["mean"], momentum)


def optimizers(model: nn.Module, muon_lr: float, adamw_lr: float) -> list[torch.optim.Optimizer]:
    """Muon for the layers' matrices, AdamW for embeddings and norms."""
    matrices = [p for name, p in model.named_parameters() if p.ndim == 2 and "embed" not in name]
    rest = [p for name, p in model.named_parameters() if p.ndim != 2 or "embed" in name]
    return [
        Muon(matrices, lr=muon_lr),
        torch.optim.AdamW(rest, lr=adamw_lr, betas=(0.9, 0.95), weight_decay=0.0, fused=True),
    ]
