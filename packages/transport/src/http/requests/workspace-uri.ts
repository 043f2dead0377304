import { InvalidArgumentError } from '@hyperdrive-run/core';

/** Makes the error for a URI that cannot be read. It shows no user, no password and no value of a query. */
export type UriFault = (uri: unknown, problem: string) => InvalidArgumentError;

/** @param takes the forms that are taken */
export function uriFault(takes: string): UriFault {
  return (uri, problem) =>
    new InvalidArgumentError({
      option: 'uri',
      got: typeof uri === 'string' ? shownUri(uri) : uri,
      takes,
      hint: `${problem}.`,
    });
}

function shownUri(uri: string): string {
  return uri.replace(/\/\/[^/]*@/, '//[redacted]@').replace(/=[^&#]*/g, '=…');
}

/** The experiment that a URI's query names, the one thing that may be in it. */
export function experimentOfUri(uri: string, url: URL, fault: UriFault): string | undefined {
  for (const name of url.searchParams.keys()) {
    if (name !== 'experiment')
      throw fault(uri, `The parameter ${JSON.stringify(name)} is not known; only experiment is`);
  }
  const [experiment, ...more] = url.searchParams.getAll('experiment');
  if (more.length > 0) throw fault(uri, 'The parameter experiment occurs twice');
  if (experiment === '') throw fault(uri, 'The parameter experiment is empty');
  return experiment;
}
