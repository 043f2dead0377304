import type { Argument, Command, Option } from 'commander';

/** What the word that is being typed is to be. */
export interface WantedWord {
  /** The command that it belongs to. */
  readonly command: Command;
  /** The option whose value it is. */
  readonly option?: Option | undefined;
  /** The argument that it is; `undefined` where the command takes no more. */
  readonly argument?: Argument | undefined;
  /** The arguments before it. */
  readonly before: readonly string[];
  /** The options with values that were typed before it, by their names. */
  readonly options: ReadonlyMap<string, string>;
}

/**
 * Finds what the last of the words is to be.
 * @param words of a command line without the program's name; the last one is being typed, and may be empty
 */
export function findWantedWord(program: Command, words: readonly string[]): WantedWord {
  let command = program;
  let option: Option | undefined;
  let before: string[] = [];
  const options = new Map<string, string>();
  for (const word of words.slice(0, -1)) {
    // A shell may take the sign between an option and its value for a word.
    if (word === '=') continue;
    if (option !== undefined) {
      options.set(option.attributeName(), word);
      option = undefined;
    } else if (word.startsWith('-')) {
      option = withValue(findOption(command, word));
      const [, value] = /^--[^=]+=(.*)$/.exec(word) ?? [];
      if (option === undefined || value === undefined) continue;
      options.set(option.attributeName(), value);
      option = undefined;
    } else {
      const below = command.commands.find((each) => each.name() === word);
      command = below ?? command;
      before = below === undefined ? [...before, word] : [];
    }
  }
  const args = command.registeredArguments;
  const last = args.at(-1);
  const argument = args[before.length] ?? (last?.variadic === true ? last : undefined);
  return { command, option, argument, before, options };
}

/** The options of a command and of those above it, without those that help leaves out. */
export function optionsOf(command: Command): readonly Option[] {
  const own = command.options.filter(({ hidden }) => !hidden);
  return command.parent === null ? own : [...own, ...optionsOf(command.parent)];
}

function findOption(command: Command, word: string): Option | undefined {
  const [flag = ''] = word.split('=');
  return optionsOf(command).find(({ long, short }) => flag === long || flag === short);
}

function withValue(option: Option | undefined): Option | undefined {
  return option?.required === true || option?.optional === true ? option : undefined;
}
