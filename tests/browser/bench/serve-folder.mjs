// Serves the folder of a local service until its parent lets go of it.

import { startLocalService } from '@hyperdrive-run/local';

const service = await startLocalService({ folder: process.argv[2] ?? '' });
process.once('disconnect', () => void service.close());
process.send?.({ address: service.address, token: service.token });
