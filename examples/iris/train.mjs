// One trial: softmax regression on the iris flowers with mini-batches, in plain JavaScript. It takes its
// hyperparameters as arguments and logs after each epoch how well it does on flowers that it has not seen.
import { mkdirSync, writeFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { Run } from '@hyperdrive-run/sdk/training';
import { createRandom, loadFlowers, shuffle } from './flowers.mjs';

const { values } = parseArgs({
  options: {
    data: { type: 'string', default: 'iris.csv' },
    epochs: { type: 'string', default: '20' },
    seed: { type: 'string', default: '4' },
    'learning-rate': { type: 'string', default: '0.1' },
    'batch-size': { type: 'string', default: '16' },
    l2: { type: 'string', default: '0.001' },
    momentum: { type: 'string', default: '0' },
  },
});
const epochs = readNumber('epochs');
const learningRate = readNumber('learning-rate');
const batchSize = readNumber('batch-size');
const l2 = readNumber('l2');
const momentum = readNumber('momentum');
const random = createRandom(readNumber('seed'));

const run = Run.getContext();
const { training, validation, classes, featureNames, scale } = loadFlowers(values.data, random);

// One row of weights for each kind, with the bias as the last one.
const weights = classes.map(() => new Float64Array(featureNames.length + 1));
const velocity = classes.map(() => new Float64Array(featureNames.length + 1));
let best = { accuracy: 0, epoch: 0, weights: weights.map((row) => [...row]) };

for (let epoch = 1; epoch <= epochs; epoch += 1) {
  const order = shuffle(training, random);
  for (let start = 0; start < order.length; start += batchSize) descend(order.slice(start, start + batchSize));
  const { accuracy, logLoss } = evaluate(validation);
  run.log('training_log_loss', evaluate(training).logLoss, { step: epoch });
  run.log('validation_log_loss', logLoss, { step: epoch });
  run.log('validation_accuracy', accuracy, { step: epoch });
  if (accuracy > best.accuracy) best = { accuracy, epoch, weights: weights.map((row) => [...row]) };
}
await run.flush();

// What lies in `outputs` is kept with the trial.
mkdirSync('outputs', { recursive: true });
const model = { classes, featureNames, scale, ...best };
writeFileSync('outputs/model.json', `${JSON.stringify(model, undefined, 2)}\n`);
console.log(`validation accuracy ${best.accuracy.toFixed(4)} in epoch ${best.epoch} of ${epochs}`);

/** Changes the weights by one step of gradient descent on a batch. */
function descend(batch) {
  const gradients = weights.map((row) => row.map((weight, at) => (at < featureNames.length ? l2 * weight : 0)));
  for (const { features, kind } of batch) {
    probabilities(features).forEach((probability, k) => {
      const error = (probability - (k === kind ? 1 : 0)) / batch.length;
      features.forEach((feature, at) => (gradients[k][at] += error * feature));
      gradients[k][featureNames.length] += error;
    });
  }
  weights.forEach((row, k) => {
    row.forEach((_, at) => {
      velocity[k][at] = momentum * velocity[k][at] - learningRate * gradients[k][at];
      row[at] += velocity[k][at];
    });
  });
}

/** How likely the model finds each kind for a flower. */
function probabilities(features) {
  const scores = weights.map((row) => features.reduce((sum, feature, at) => sum + feature * row[at], row.at(-1)));
  const highest = Math.max(...scores);
  const powers = scores.map((score) => Math.exp(score - highest));
  const sum = powers.reduce((a, b) => a + b);
  return powers.map((power) => power / sum);
}

/** The share of flowers told right, and the mean negative logarithm of the probability of the right kind. */
function evaluate(flowers) {
  let right = 0;
  let loss = 0;
  for (const { features, kind } of flowers) {
    const found = probabilities(features);
    if (found.indexOf(Math.max(...found)) === kind) right += 1;
    loss -= Math.log(Math.max(found[kind], 1e-15));
  }
  return { accuracy: right / flowers.length, logLoss: loss / flowers.length };
}

/** The number that an argument holds. */
function readNumber(name) {
  const number = Number(values[name]);
  if (values[name].trim() === '' || !Number.isFinite(number)) {
    console.error(`--${name} is ${JSON.stringify(values[name])}, but takes a number.`);
    process.exit(2);
  }
  return number;
}
