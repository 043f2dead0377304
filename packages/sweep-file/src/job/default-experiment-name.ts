import { basename } from 'node:path';

/**
 * The experiment of a job that names none: the name of the folder that it is submitted from, without its last suffix and without
 * blanks. As Azure ML's client has it, which takes the `stem` of Python's `Path`.
 */
export function defaultExperimentName(folder: string): string {
  const name = basename(folder);
  const dot = name.lastIndexOf('.');
  const stem = dot > 0 && dot < name.length - 1 ? name.slice(0, dot) : name;
  return stem.replaceAll(' ', '') || 'Default';
}
