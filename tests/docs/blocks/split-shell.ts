/** A command of a shell block: its words, and where it stands. */
export interface ShellCommand {
  readonly page: string;
  readonly line: number;
  readonly words: readonly string[];
  /** Whether what the block shows below it is an error. */
  readonly fails: boolean;
}

const operators = new Set(['|', '>', '>>', '<', '&&', ';', '||']);

/** The commands of a block: in `console` the lines behind `$`, in `sh` all; those joined by `|` or `&&` are several. */
export function shellCommands(block: {
  readonly page: string;
  readonly line: number;
  readonly language: string;
  readonly code: string;
}): readonly ShellCommand[] {
  const lines = block.code.split('\n');
  const isConsole = block.language === 'console';
  const commands: ShellCommand[] = [];
  for (let index = 0; index < lines.length; index += 1) {
    const first = index;
    let line = lines[index] ?? '';
    if (isConsole && !line.startsWith('$ ')) continue;
    while (line.endsWith('\\')) line = `${line.slice(0, -1)} ${lines[((index += 1))] ?? ''}`;
    const fails = isConsole && (lines[index + 1] ?? '').startsWith('Error:');
    for (const words of splitCommands(isConsole ? line.slice(2) : line)) {
      commands.push({ page: block.page, line: block.line + first, words, fails });
    }
  }
  return commands;
}

/** The commands of one line, each as its words. What is behind `>` and `<` is no word; `"$(…)"` is a command of its own. */
export function splitCommands(line: string): readonly (readonly string[])[] {
  const inner = [...line.matchAll(/\$\(([^)]*)\)/g)].flatMap(([, command = '']) => splitCommands(command));
  const commands: string[][] = [[]];
  let isTarget = false;
  for (const token of tokensOf(line)) {
    if (!token.isQuoted && operators.has(token.text)) {
      isTarget = token.text.startsWith('>') || token.text === '<';
      if (!isTarget) commands.push([]);
    } else if (isTarget) {
      isTarget = false;
    } else {
      commands.at(-1)?.push(token.text);
    }
  }
  return [...commands, ...inner].filter((words) => words.length > 0);
}

/** The words and operators of a line, up to its comment. */
function tokensOf(line: string): readonly { readonly text: string; readonly isQuoted: boolean }[] {
  const tokens: { text: string; isQuoted: boolean }[] = [];
  const token =
    /\s*(?:(#.*)|((?:'[^']*'|"(?:[^"\\]|\\.)*"|\\.|[^\s'"\\|<>;&#]|(?<=\S)#|&(?!&))+)|(\|\||&&|>>|[|<>;&]))/y;
  for (let match = token.exec(line); match !== null; match = token.exec(line)) {
    const [, comment, word, operator] = match;
    if (comment !== undefined) break;
    if (word === undefined) tokens.push({ text: operator ?? '', isQuoted: false });
    else tokens.push({ text: unquote(word), isQuoted: /^['"]/.test(word) });
  }
  return tokens;
}

function unquote(word: string): string {
  return word.replaceAll(/'([^']*)'|"((?:[^"\\]|\\.)*)"|\\(.)/g, (_, single, double, escaped) =>
    String(single ?? escaped ?? String(double).replaceAll(/\\(["\\$`])/g, '$1')),
  );
}
