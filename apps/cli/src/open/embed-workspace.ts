import { createLocalService } from '@hyperdrive-run/local';
import { connect, type Workspace } from '@hyperdrive-run/sdk';
import type { CommandContext } from '../context/command-context.js';
import { connectOptions } from './connect-options.js';

/** The workspace of a local folder whose service does not run, read in this process and without a socket. */
export function embedWorkspace(
  context: CommandContext,
  folder: string,
): { readonly workspace: Workspace; readonly close: () => Promise<void> } {
  const service = createLocalService({ folder });
  const workspace = connect(service.uri, {
    ...connectOptions(context),
    credential: service.token,
    fetch: service.fetch,
  });
  return { workspace, close: () => service.close() };
}
