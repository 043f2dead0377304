import type { Argument, Command, Option } from 'commander';
import { examplesOf } from '../help-text.js';

const begin = '<!-- What follows is generated from the program: npm run docs:cli -->';

/** The page with the part below its mark replaced by what the program says of its commands. */
export function withCommands(page: string, program: Command): string {
  const end = page.indexOf(begin);
  if (end < 0) throw new Error(`the page has no line ${begin}`);
  return `${page.slice(0, end)}${begin}\n\n${describeProgram(program)}`;
}

/** The commands that can be called, each with the words after the program's name. */
export function callableCommands(
  command: Command,
  words: readonly string[] = [],
): readonly { readonly command: Command; readonly words: readonly string[] }[] {
  // Every group of commands has a help of its own, which the one of the program is too.
  const isOwn = (below: Command): boolean => words.length === 0 || below.name() !== 'help';
  const visible = command.createHelp().visibleCommands(command).filter(isOwn);
  if (visible.length === 0) return [{ command, words }];
  return visible.flatMap((below) => callableCommands(below, [...words, below.name()]));
}

function describeProgram(program: Command): string {
  const commands = callableCommands(program).map(({ command, words }) => describeCommand(command, words));
  const everywhere = `## Options of every command\n\n${optionTable(program)}`;
  return `${everywhere}\n\n## Commands\n\n${commands.join('\n\n')}\n`;
}

function describeCommand(command: Command, words: readonly string[]): string {
  const call = ['hyperdrive', ...words, ...command.registeredArguments.map(nameOf)].join(' ');
  const examples = examplesOf(words).map((line) => `hyperdrive ${line}`);
  return [
    `### ${words.join(' ')}`,
    `\`${call}\`: ${command.description()}.`,
    ...(visibleOptions(command).length === 0 ? [] : [optionTable(command)]),
    ...(examples.length === 0 ? [] : [`\`\`\`sh\n${examples.join('\n')}\n\`\`\``]),
  ].join('\n\n');
}

function nameOf(argument: Argument): string {
  const name = argument.variadic ? `${argument.name()}...` : argument.name();
  return argument.required ? `<${name}>` : `[${name}]`;
}

function visibleOptions(command: Command): readonly Option[] {
  return command
    .createHelp()
    .visibleOptions(command)
    .filter(({ long }) => long !== '--help');
}

function optionTable(command: Command): string {
  const rows = visibleOptions(command).map((option) => {
    // That a switch is off where it is not given says itself.
    const isSwitch = option.defaultValue === false;
    const text = isSwitch ? option.description : command.createHelp().optionDescription(option);
    return `| \`${option.flags}\` | ${inTable(text)} |`;
  });
  return ['| option | what it does |', '| --- | --- |', ...rows].join('\n');
}

/** Text that is neither a column nor a tag to Markdown. */
function inTable(text: string): string {
  return text
    .replaceAll('|', String.raw`\|`)
    .replaceAll('<', '&lt;')
    .replaceAll(/(?<![\w`])_|\*/g, String.raw`\$&`);
}
