/** What a partition's nodes have, and how much of it nobody uses now. */
export interface ClusterNodes {
  readonly nodes: number;
  readonly cpus: { readonly free: number; readonly total: number };
  readonly gpus: { readonly free: number; readonly total: number };
  /** What the largest node has of each: more than that no trial gets. */
  readonly largest: { readonly cpus: number; readonly gpus: number; readonly memoryBytes: number };
}

/** What `sinfo -N -O` is called with, so that each node is a line that {@link parseNodes} reads. */
export const nodesFormat = 'NodeList:128,CPUsState:64,Memory:32,StateCompact:32,Gres:256,GresUsed:256';

/** Reads what `sinfo -h -N` printed with {@link nodesFormat}. What a node that is down has is not free. */
export function parseNodes(text: string): ClusterNodes {
  const nodes = new Map(
    text.split('\n').flatMap((line) => {
      const [name, cpus, memory, state = '', gres = '', gresUsed = ''] = line.trim().split(/\s+/);
      // Allocated, idle, other and all of them.
      const [, idle, , total] = (cpus ?? '').split('/').map(Number);
      if (name === undefined || idle === undefined || total === undefined) return [];
      const isUp = /^(?:idle|mix|alloc|comp)/.test(state) && !state.endsWith('*');
      const gpus = countGpus(gres);
      return [
        [
          name,
          {
            cpus: { free: isUp ? idle : 0, total },
            gpus: { free: isUp ? Math.max(0, gpus - countGpus(gresUsed)) : 0, total: gpus },
            memoryBytes: Number(memory ?? 0) * 2 ** 20,
          },
        ] as const,
      ];
    }),
  );
  const all = [...nodes.values()];
  const sum = (of: (node: (typeof all)[number]) => number): number => all.reduce((total, node) => total + of(node), 0);
  const most = (of: (node: (typeof all)[number]) => number): number => Math.max(0, ...all.map(of));
  return {
    nodes: all.length,
    cpus: { free: sum(({ cpus }) => cpus.free), total: sum(({ cpus }) => cpus.total) },
    gpus: { free: sum(({ gpus }) => gpus.free), total: sum(({ gpus }) => gpus.total) },
    largest: {
      cpus: most(({ cpus }) => cpus.total),
      gpus: most(({ gpus }) => gpus.total),
      memoryBytes: most(({ memoryBytes }) => memoryBytes),
    },
  };
}

/** `gpu:4`, `gpu:a100:4(S:0-1)`, several apart by commas. */
function countGpus(gres: string): number {
  return Array.from(gres.matchAll(/(?:^|,)gpu:(?:[\w.+-]+:)?(\d+)/g), ([, count]) => Number(count)).reduce(
    (sum, count) => sum + count,
    0,
  );
}
