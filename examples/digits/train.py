"""One trial: a small neural network that learns to read digits from few images, trained epoch by epoch.

Some of these images are mislabeled, so that what learns fastest is not always what reads best in the end. After each
epoch it logs how well it reads the images that it was not trained on. It needs scikit-learn
and nothing else: what the service wants to be sent stands in its environment. Run by hand it only prints.
"""

import argparse
import json
import os
import urllib.request
import warnings

import numpy as np
from sklearn.datasets import load_digits
from sklearn.metrics import log_loss
from sklearn.model_selection import train_test_split
from sklearn.neural_network import MLPClassifier
from sklearn.preprocessing import StandardScaler


def log(epoch, **metrics):
    """Sends an epoch's values in one request. Once it is answered they are on the disk."""
    print(epoch, metrics, flush=True)
    env = os.environ
    if "AZUREML_RUN_ID" not in env:
        return
    address = (
        f"{env['AZUREML_SERVICE_ENDPOINT']}/metric/v2.0/subscriptions/{env['AZUREML_ARM_SUBSCRIPTION']}"
        f"/resourceGroups/{env['AZUREML_ARM_RESOURCEGROUP']}/providers/Microsoft.MachineLearningServices"
        f"/workspaces/{env['AZUREML_ARM_WORKSPACE_NAME']}/runs/{env['AZUREML_RUN_ID']}/batch"
    )
    values = [{"name": name, "value": [{"data": {name: value}, "step": epoch}]} for name, value in metrics.items()]
    headers = {"Authorization": "Bearer " + env["AZUREML_RUN_TOKEN"], "Content-Type": "application/json"}
    body = json.dumps({"values": values}).encode()
    urllib.request.urlopen(urllib.request.Request(address, body, headers), timeout=60).read()


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--epochs", type=int, default=40)
    parser.add_argument("--training-share", type=float, default=0.15)
    parser.add_argument("--mislabeled", type=float, default=0.3)
    parser.add_argument("--seed", type=int, default=0)
    parser.add_argument("--solver", choices=["sgd", "adam"], default="adam")
    parser.add_argument("--learning-rate", type=float, default=0.001)
    parser.add_argument("--hidden", type=int, default=32)
    parser.add_argument("--batch-size", type=int, default=32)
    parser.add_argument("--alpha", type=float, default=0.0001)
    args = parser.parse_args()

    images, digits = load_digits(return_X_y=True)
    split = train_test_split(
        images, digits, train_size=args.training_share, random_state=args.seed, stratify=digits
    )
    training, validation, training_digits, validation_digits = split
    random = np.random.default_rng(args.seed)
    is_wrong = random.random(len(training_digits)) < args.mislabeled
    training_digits = np.where(is_wrong, random.integers(0, 10, len(training_digits)), training_digits)
    scaler = StandardScaler().fit(training)
    training, validation = scaler.transform(training), scaler.transform(validation)

    model = MLPClassifier(
        hidden_layer_sizes=(args.hidden,),
        solver=args.solver,
        learning_rate_init=args.learning_rate,
        batch_size=args.batch_size,
        alpha=args.alpha,
        random_state=args.seed,
    )
    warnings.simplefilter("ignore")  # a rate that is too high overflows: the values say so
    for epoch in range(1, args.epochs + 1):
        model.partial_fit(training, training_digits, classes=np.arange(10))
        probabilities = np.nan_to_num(model.predict_proba(validation), nan=0.1)
        log(
            epoch,
            validation_accuracy=float(np.mean(probabilities.argmax(axis=1) == validation_digits)),
            validation_log_loss=float(log_loss(validation_digits, probabilities, labels=np.arange(10))),
        )


if __name__ == "__main__":
    main()
