import { Option } from 'commander';
import { languages } from '../init/new-sweep.js';
import { parseInteger } from './parse-integer.js';
import { parseListen } from './parse-listen.js';
import { parseNumber } from './parse-number.js';

/** `--top` of commands that list. */
export function top(): Option {
  return new Option('--top <n>', 'at most so many; 0 is all').argParser((text) => parseInteger('--top', text));
}

/** `--at-least` and `--at-most` of `best`. */
export function gates(): readonly [Option, Option] {
  return [
    new Option('--at-least <value>', 'fail (exit code 1) where the best is less, provisional or missing').argParser(
      (text) => parseNumber('--at-least', text),
    ),
    new Option('--at-most <value>', 'fail (exit code 1) where the best is more, provisional or missing').argParser(
      (text) => parseNumber('--at-most', text),
    ),
  ];
}

/** `--status` of `children`. */
export function childStatus(): Option {
  return new Option('--status <status>', 'only children with this status, such as Failed; repeatable').argParser(
    (text, before: readonly string[] | undefined) => [...(before ?? []), text],
  );
}

/** `--columns` of `children`. */
export function childColumns(): Option {
  return new Option(
    '--columns <names>',
    'only these, in this order, split by commas: metric, status, reason, duration, started, or hyperparameters',
  ).argParser((text) => text.split(',').map((name) => name.trim()));
}

/** `--seed` of commands that draw numbers. */
export function seed(): Option {
  return new Option('--seed <n>', 'draw by this seed; the same one gives the same result').argParser((text) =>
    parseInteger('--seed', text),
  );
}

/** `--set` of commands that take a sweep file. */
export function set(): Option {
  return new Option(
    '--set <path=value>',
    'override a key of the file, such as limits.max_total_trials=8; repeatable',
  ).argParser((text, before: readonly string[] | undefined) => [...(before ?? []), text]);
}

/** `--language` of `init`. */
export function language(): Option {
  return new Option('--language <name>', 'what the trial is written in').choices(languages).default('python');
}

/** `--compute` of commands that take a sweep file. */
export function compute(): Option {
  return new Option('--compute <name>', "run on this compute, in place of the file's: local, or one that was added");
}

/** `--resume-from` of commands that take a sweep file. */
export function resumeFrom(): Option {
  return new Option(
    '--resume-from <run>',
    'build on an earlier sweep that has ended, in place of those that the file names; also optuna:PATH, ray-tune:FOLDER or file:FILE for the local service; repeatable',
  ).argParser((text, before: readonly string[] | undefined) => [...(before ?? []), text]);
}

/** `--port` of commands that listen. */
export function port(): Option {
  return new Option('--port <n>', 'listen on this port instead of a free one').argParser((text) =>
    parseInteger('--port', text, { most: 65_535, example: 8787 }),
  );
}

/** `--allow-origin` of the service. */
export function allowOrigin(): Option {
  const help = 'let pages of this origin ask the service, such as https://team.example; may be repeated';
  return new Option('--allow-origin <origin>', help).argParser((text, before: readonly string[] | undefined) => [
    ...(before ?? []),
    text,
  ]);
}

/** `--listen` of the service, and what goes with it. */
export function network(): readonly Option[] {
  const listen =
    'listen for trials on other machines too: an address of this one, or none. Default: as at the last start';
  return [
    new Option('--listen <address[:port]>', listen).argParser((text) => parseListen('--listen', text)),
    new Option('--advertise <url>', 'what trials on other machines are told, such as http://login1:8080'),
    new Option('--tls-cert <file>', 'the certificate that --listen is served with, in PEM'),
    new Option('--tls-key <file>', 'its key, in PEM'),
  ];
}
