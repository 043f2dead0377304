import type { Command } from 'commander';
import { backendNames } from '../open/backend-forms.js';
import type { Candidate, Completion } from './candidate.js';
import type { KnownNames } from './known-names.js';
import { findWantedWord, optionsOf, type WantedWord } from './wanted-word.js';

/**
 * What the last of the words of a command line may be. Only what begins as it does.
 * @param names is asked only where names are wanted
 */
export async function complete(
  program: Command,
  words: readonly string[],
  names: (wanted: WantedWord) => KnownNames,
): Promise<Completion> {
  const current = words.at(-1) ?? '';
  const wanted = findWantedWord(program, words);
  const found = await listCandidates(wanted, current, names);
  return found === 'files' ? found : found.filter(({ word }) => word.startsWith(current));
}

async function listCandidates(
  wanted: WantedWord,
  current: string,
  names: (wanted: WantedWord) => KnownNames,
): Promise<Completion> {
  const { command, option, argument } = wanted;
  if (option !== undefined) {
    return (
      option.argChoices?.map(asCandidate) ?? listNames(wanted, { kind: kindOfOption(option.flags), names, current })
    );
  }
  if (current.startsWith('-')) {
    return optionsOf(command).map(({ long, short, description }) => ({
      word: long ?? short ?? '',
      about: description,
    }));
  }
  const below = command.commands.filter((each) => !hiddenCommands.has(each.name()));
  if (below.length > 0) return below.map((each) => ({ word: each.name(), about: each.description() }));
  if (argument === undefined) return [];
  return argument.argChoices?.map(asCandidate) ?? listNames(wanted, { kind: kindOfArgument(wanted), names, current });
}

/** What is called by other programs, and not by people. */
const hiddenCommands: ReadonlySet<string> = new Set(['__complete', 'run']);

type Kind = 'run' | 'trial' | 'file' | 'profile' | 'compute' | 'experiment' | 'backend' | 'command' | 'none';

/** By what stands for the value in the help. */
function kindOfOption(flags: string): Kind {
  if (/<(file|folder|path)>/.test(flags)) return 'file';
  if (flags.startsWith('--resume-from')) return 'run';
  const [, name = ''] = /^--([a-z-]+)/.exec(flags) ?? [];
  return name === 'profile' || name === 'compute' || name === 'experiment' || name === 'backend' ? name : 'none';
}

function kindOfArgument({ command, argument }: WantedWord): Kind {
  const name = argument?.name() ?? '';
  if (/^(run|sweep|first|second)$/.test(name)) return 'run';
  if (name === 'trial' || name === 'file' || name === 'command') return name;
  const group = command.parent?.name();
  if (name !== 'name' || command.name() === 'add') return 'none';
  return group === 'backend' ? 'profile' : group === 'compute' ? 'compute' : 'none';
}

async function listNames(
  wanted: WantedWord,
  {
    kind,
    names,
    current,
  }: { readonly kind: Kind; readonly names: (wanted: WantedWord) => KnownNames; readonly current: string },
): Promise<Completion> {
  switch (kind) {
    case 'file':
      return 'files';
    case 'none':
      return [];
    case 'backend':
      return backendNames.map(asCandidate);
    case 'command':
      return wanted.command.parent?.commands.map((each) => ({ word: each.name(), about: each.description() })) ?? [];
    case 'run':
      return names(wanted).runs(current);
    case 'trial':
      return names(wanted).trials(wanted.before[0] ?? '');
    case 'profile':
      return names(wanted).profiles();
    case 'compute':
      return names(wanted).computes();
    default:
      return names(wanted).experiments();
  }
}

function asCandidate(word: string): Candidate {
  return { word };
}
