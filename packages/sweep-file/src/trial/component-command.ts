import { parseTrialCommand, type TrialCommandPart } from '@hyperdrive-run/core/trial';

/** What a component's command is resolved against. */
export interface ComponentNames {
  /** Whether an input has a value: a given one, its default, or one from the search space. */
  has(input: string): boolean;
  /** Whether an input takes its values from the search space. */
  isSwept(input: string): boolean;
}

/**
 * A component's command as a plain command of a trial. Azure ML lets the search space name inputs of the component, so
 * `${{inputs.lr}}` becomes `${{search_space.lr}}` there; a group `$[[--lr ${{inputs.lr}}]]` stays without its brackets
 * if all inputs in it have a value, and goes if not.
 */
export function resolveComponentCommand(command: string, names: ComponentNames): string {
  const chosen = command.replaceAll(/\$\[\[(.*?)\]\]/gs, (_, group: string) => {
    const isWhole = parseTrialCommand(group).every((part) => part.kind !== 'input' || names.has(part.name));
    return isWhole ? group : '';
  });
  return parseTrialCommand(chosen)
    .map((part) =>
      partText(part.kind === 'input' && names.isSwept(part.name) ? { ...part, kind: 'hyperparameter' } : part),
    )
    .join('');
}

function partText(part: TrialCommandPart): string {
  if (part.kind === 'text' || part.kind === 'unknown') return part.text;
  const of = { input: 'inputs', output: 'outputs', hyperparameter: 'search_space' }[part.kind];
  return `\${{${of}.${part.name}}}`;
}
