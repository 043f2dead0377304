import { describe, expect, it } from 'vitest';
import { describePlacement, placementOf } from './trial-placement.js';

const placement = (properties: Readonly<Record<string, string>>, queueMessage?: string) =>
  placementOf({ properties: new Map(Object.entries(properties)), queueMessage });

describe('where a trial runs', () => {
  it('is read from the properties of its run, and what it waits for from its queue', () => {
    expect(
      placement(
        { '_azureml.ComputeTargetType': 'lab', 'hyperdrive.engine_id': '4711', 'hyperdrive.node': 'n7' },
        'Resources',
      ),
    ).toEqual({ compute: 'lab', engineId: '4711', node: 'n7', waitsFor: 'Resources' });
  });

  it('is not known where the run does not say it', () => {
    expect(placement({ 'hyperdrive.node': 'n7' })).toBeUndefined();
  });

  it('is one line for people', () => {
    expect(describePlacement({ compute: 'lab' })).toBe('lab');
    expect(describePlacement({ compute: 'lab', engineId: '4711', node: 'n7' })).toBe('lab, node n7, job 4711');
    expect(describePlacement({ compute: 'lab', waitsFor: 'Resources' })).toBe('lab, waits: Resources');
  });

  it('is not worth a line where that is the own machine of its service, or not known', () => {
    expect([describePlacement({ compute: 'local' }), describePlacement(undefined)]).toEqual([undefined, undefined]);
  });
});
