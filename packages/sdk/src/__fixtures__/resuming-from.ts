import type { SweepFixture } from '../testing/sweep-fixture.js';

/** A sweep whose properties say that it resumed from others, as Azure writes it. */
export function resumingFrom(sweep: SweepFixture, others: readonly SweepFixture[]): SweepFixture {
  const keys = others.map(({ scope, parent }) => ({
    run_id: parent.record.runId,
    run_scope: {
      host: 'https://never.example',
      subscription_id: scope.subscriptionId,
      resource_group: scope.resourceGroup,
      workspace_name: scope.workspaceName,
      experiment_name: scope.experimentName,
    },
  }));
  const properties = new Map([...sweep.parent.record.properties, ['resume_from', JSON.stringify(keys)]]);
  return { ...sweep, parent: { ...sweep.parent, record: { ...sweep.parent.record, properties } } };
}
