import pytest

torch = pytest.importorskip("torch", reason="training needs PyTorch")
from training.muon import Muon, optimizers, orthogonalised  # noqa: E402


@pytest.mark.parametrize("shape", [(32, 32), (80, 32), (32, 80)])
def test_all_singular_values_come_near_one_and_their_directions_stay(shape):
    torch.manual_seed(0)
    matrix = torch.randn(shape)
    u, before, v = torch.linalg.svd(matrix, full_matrices=False)
    after = u.T @ orthogonalised(matrix) @ v.T
    assert before.max() / before.min() > 2
    assert after.diagonal().min() > 0.6
    assert after.diagonal().max() < 1.3
    assert (after - after.diagonal().diag()).abs().max() < 0.1


def test_a_step_has_the_size_of_its_rate_whatever_the_gradient_is():
    for scale in (1e-4, 1e4):
        matrix = torch.nn.Parameter(torch.zeros(64, 16))
        matrix.grad = scale * torch.randn(64, 16)
        Muon([matrix], lr=0.01).step()
        # 16 singular values of about 1, times 0.01 · sqrt(64 / 16)
        assert matrix.norm().item() == pytest.approx(0.02 * 16**0.5, rel=0.25)
        assert (matrix * matrix.grad).sum() < 0, "downhill"


def test_every_parameter_has_exactly_one_optimizer_and_embeddings_are_not_muons():
    from training.llama import Config, Llama

    model = Llama(Config(hidden_size=32, intermediate_size=80, vocab_size=64))
    muon, adamw = (
        {id(p) for g in o.param_groups for p in g["params"]}
        for o in optimizers(model, 0.006, 0.002)
    )
    assert muon | adamw == {id(p) for p in model.parameters()}
    assert not muon & adamw
    assert {id(p) for name, p in model.named_parameters() if "_proj" in name} == muon
