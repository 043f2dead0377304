import { StorageError } from '@hyperdrive-run/local';
import { describe, expect, it } from 'vitest';
import { serviceFailureText } from './service-failure-text.js';

const failure = (kind: 'full' | 'corrupt'): StorageError =>
  new StorageError({ failure: kind, file: '/f', message: `it is ${kind}`, hint: '' });

describe('the text of a failure of the service', () => {
  it('tells a failure that passes from one that lasts until the next start', () => {
    expect(serviceFailureText(failure('full'), 'HD_1')).toBe(
      'The sweep HD_1 cannot continue now and is tried again in some seconds: it is full',
    );
    expect(serviceFailureText(failure('corrupt'), 'HD_1')).toBe(
      'The sweep HD_1 cannot continue before the next start of the service: it is corrupt',
    );
    expect(serviceFailureText(failure('full'), undefined)).toBe('The local service failed: it is full');
  });
});
