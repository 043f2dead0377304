import { readFile } from 'node:fs/promises';
import type { CommanderError } from 'commander';
import type { CliIo } from './context/cli-io.js';
import { programName } from './context/command-line.js';
import { type ExitCode, exitCode } from './context/exit-code.js';
import { styleFor } from './output/style.js';
import { ParseFailure } from './program/parse-failure.js';
import { createProgram, VersionAsked } from './program/program.js';

/**
 * Runs one command line. Every failure is printed to stderr in two lines, what happened and what to do, and returned as
 * an exit code; nothing is thrown.
 * @param args without node and the program's own name
 * @returns 0 done, 1 failed, 2 wrong command line, 3 there is no best run
 */
export async function runCli(args: readonly string[], io: CliIo): Promise<ExitCode> {
  let code: ExitCode = exitCode.ok;
  try {
    const program = createProgram(io, (result) => {
      code = result;
    });
    await program.parseAsync([...args], { from: 'user' });
    return code;
  } catch (error) {
    if (error instanceof VersionAsked) {
      await io.stdout.write(`${await readVersion()}\n`);
      return exitCode.ok;
    }
    if (error instanceof ParseFailure && isHelp(error.parseError)) {
      return error.parseError.exitCode === 0 ? exitCode.ok : exitCode.usage;
    }
    return printFailure(error, args, io);
  }
}

function isHelp({ code }: CommanderError): boolean {
  return code === 'commander.helpDisplayed' || code === 'commander.help';
}

async function printFailure(error: unknown, args: readonly string[], io: CliIo): Promise<ExitCode> {
  // Loaded when it is needed: it knows every library's errors, and with them the libraries.
  const { describeFailure } = await import('./context/describe-failure.js');
  const failure = describeFailure(error, programName(io.env));
  const style = styleFor(io.stderr, io.env);
  await io.stderr.write(`${style.red('Error:')} ${failure.what}\n${failure.hint}\n`);
  const isVerbose = args.includes('--verbose') || (io.env['HYPERDRIVE_DEBUG'] ?? '') !== '';
  if (isVerbose && error instanceof Error) await io.stderr.write(`${describeStack(error)}\n`);
  return failure.exitCode;
}

/** Where an error comes from, and the errors behind it. */
function describeStack(error: Error): string {
  const own = error.stack ?? error.message;
  return error.cause instanceof Error ? `${own}\nCaused by: ${describeStack(error.cause)}` : own;
}

async function readVersion(): Promise<string> {
  const manifest: unknown = JSON.parse(await readFile(new URL('../package.json', import.meta.url), 'utf8'));
  if (typeof manifest === 'object' && manifest !== null && 'version' in manifest) return String(manifest.version);
  throw new Error('the package.json of hyperdrive has no version');
}
