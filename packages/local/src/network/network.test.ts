import { InvalidArgumentError } from '@hyperdrive-run/core';
import { describe, expect, it } from 'vitest';
import { advertisedAddress, checkNetwork, type NetworkOptions, plainHttpWarning } from './network.js';

const tls = { certFile: 'a.pem', keyFile: 'b.pem' };

describe('what trials on other machines are told', () => {
  it.each<[NetworkOptions, string]>([
    [{ address: '10.0.0.5', port: 8080 }, 'http://10.0.0.5:8080'],
    [{ address: 'login1', port: 8080, tls }, 'https://login1:8080'],
    [{ address: 'fd00::1', port: 8080 }, 'http://[fd00::1]:8080'],
    [{ address: '0.0.0.0', port: 8080, advertise: 'http://login1:80' }, 'http://login1'],
    [{ address: '0.0.0.0', advertise: 'https://Login1.example:9000/', tls }, 'https://login1.example:9000'],
  ])('with %j is %s', (options, expected) => {
    const network = checkNetwork(options);
    expect(advertisedAddress(network, network.port)).toBe(expected);
  });
});

describe('options that say no place', () => {
  it.each<[NetworkOptions, string]>([
    [{ address: '' }, 'listen.address'],
    [{ address: 'http://a' }, 'listen.address'],
    [{ address: 'a', port: 70_000 }, 'listen.port'],
    [{ address: '0.0.0.0' }, 'listen.advertise'],
    [{ address: '::' }, 'listen.advertise'],
    [{ address: 'a', advertise: 'login1:8080' }, 'listen.advertise'],
    [{ address: 'a', advertise: 'http://user:secret@login1' }, 'listen.advertise'],
    [{ address: 'a', advertise: 'http://login1/path' }, 'listen.advertise'],
    [{ address: 'a', advertise: 'https://login1' }, 'listen.advertise'],
    [{ address: 'a', advertise: 'http://login1', tls }, 'listen.advertise'],
  ])('such as %j are refused by the name of the option', (options, option) => {
    expect(() => checkNetwork(options)).toThrow(InvalidArgumentError);
    expect(() => checkNetwork(options)).toThrow(option);
  });
});

it('is warned of where tokens go over a network in the clear', () => {
  expect(plainHttpWarning('http://login1:8080')).toContain('in the clear');
  expect(plainHttpWarning('https://login1:8080')).toBeUndefined();
  expect(plainHttpWarning('http://127.0.0.1:8080')).toBeUndefined();
});
