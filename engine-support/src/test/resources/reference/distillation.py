"""Computes distillation.json: losses of a student beside a teacher, by PyTorch in double precision.

Run in this folder, on Debian with python3-torch: /usr/bin/python3 distillation.py > distillation.json

The logits are 32-bit floats, as engines have them. The divergence is torch.nn.KLDivLoss with
batchmean, times the square of the temperature, as in Hinton et al. (2015).
"""

import json

import torch
from torch.nn import functional

IMAGES, CLASSES = 6, 5
generator = torch.Generator().manual_seed(1)


def draw(factor):
    values = torch.randn(IMAGES, CLASSES, generator=generator) * factor
    return values.float().double()


student, teacher = draw(3), draw(5)
labels = torch.randint(0, CLASSES, (IMAGES,), generator=generator)
soft = draw(1).softmax(1)


def case(temperature, alpha, smoothing, targets):
    logits = student.clone().requires_grad_()
    divergence = functional.kl_div(
        functional.log_softmax(logits / temperature, 1),
        functional.softmax(teacher / temperature, 1),
        reduction="batchmean",
    )
    entropy = functional.cross_entropy(logits, targets, label_smoothing=smoothing)
    loss = alpha * temperature**2 * divergence + (1 - alpha) * entropy
    loss.backward()
    return {
        "loss": f"distillation(temperature={temperature}, alpha={alpha}, label_smoothing={smoothing})",
        "soft": targets is soft,
        "value": loss.item(),
        "gradient": logits.grad.tolist(),
    }


print(
    json.dumps(
        {
            "logits": student.tolist(),
            "teacher": teacher.tolist(),
            "labels": labels.tolist(),
            "soft_labels": soft.tolist(),
            "cases": [
                case(temperature, alpha, smoothing, targets)
                for temperature, alpha, smoothing in [
                    (4.0, 0.9, 0.0), (1.0, 0.5, 0.0), (0.5, 0.3, 0.1), (20.0, 1.0, 0.0), (2.0, 0.0, 0.1)
                ]
                for targets in (labels, soft)
            ],
        }
    )
)
