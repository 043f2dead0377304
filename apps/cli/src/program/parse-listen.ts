import { usageError } from '../context/cli-error.js';

/** Where to listen for other machines, or `none`. */
export type ListenOption = 'none' | { readonly address: string; readonly port?: number | undefined };

/**
 * Reads `ADDRESS[:PORT]`, such as `10.0.0.5:8080`, `login1` or `[fd00::5]:8080`, or `none`.
 * @throws CliError that names the option, what it got and what it takes
 */
export function parseListen(option: string, text: string): ListenOption {
  if (text === 'none') return 'none';
  const [, v6, name, port] = /^(?:\[([0-9a-f:.]+)\]|([^:[\]/\s]+))(?::(\d{1,5}))?$/i.exec(text) ?? [];
  const address = v6 ?? name;
  const number = port === undefined ? undefined : Number(port);
  if (address !== undefined && (number === undefined || number <= 65_535)) return { address, port: number };
  throw usageError(
    `${option} is ${JSON.stringify(text)}, but takes an address of this machine, with a port or without one, or none.`,
    `Write for example ${option} 10.0.0.5:8080, or ${option} [fd00::5]:8080.`,
  );
}
