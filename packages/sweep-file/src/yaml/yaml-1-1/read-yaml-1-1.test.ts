import { describe, expect, it } from 'vitest';
import { readTaggedFloat, readYaml11 } from './read-yaml-1-1.js';

// What the resolver and the constructor of PyYAML 6 make of each.
describe('a plain scalar of YAML 1.1', () => {
  it.each('~,null,Null,NULL,'.split(','))('is nothing: %j', (text) => {
    expect(readYaml11(text)).toEqual({ kind: 'null' });
  });

  it.each('yes,Yes,YES,true,True,TRUE,on,On,ON'.split(','))('is true: %s', (text) => {
    expect(readYaml11(text)).toEqual({ kind: 'boolean', value: true });
  });

  it.each('no,No,NO,false,False,FALSE,off,Off,OFF'.split(','))('is false: %s', (text) => {
    expect(readYaml11(text)).toEqual({ kind: 'boolean', value: false });
  });

  it.each([
    ['0', 0n],
    ['-0', 0n],
    ['+0', 0n],
    ['00', 0n],
    ['07', 7n],
    ['-017', -15n],
    ['+010', 8n],
    ['0_7', 7n],
    ['1', 1n],
    ['+12', 12n],
    ['-12', -12n],
    ['1_000', 1000n],
    ['1_', 1n],
    ['12345678901234567890', 12_345_678_901_234_567_890n],
    ['0b0', 0n],
    ['0b101', 5n],
    ['-0b11', -3n],
    ['0b1_1', 3n],
    ['0x1F', 31n],
    ['0xff', 255n],
    ['-0xA', -10n],
    ['+0x_1', 1n],
    ['1:30', 90n],
    ['-1:30', -90n],
    ['+1:30:15', 5415n],
    ['1:5', 65n],
    ['1:05', 65n],
    ['190:20:30', 685_230n],
    ['1_0:30', 630n],
  ])('is a whole number: %s is %s', (text, value) => {
    expect(readYaml11(text)).toEqual({ kind: 'integer', value });
  });

  it.each([
    ['1.0', 1],
    ['1.', 1],
    ['.5', 0.5],
    ['-1.5', -1.5],
    ['+1.5', 1.5],
    ['1_0.5', 10.5],
    ['.5_0', 0.5],
    ['1.5e+3', 1500],
    ['1.5E-3', 0.0015],
    ['.5e+1', 5],
    ['1.e+2', 100],
    ['1._', 1],
    ['1:30.5', 90.5],
    ['-1:30.25', -90.25],
    ['+1:30.', 90],
    ['1:2:3.5', 3723.5],
    ['.inf', Number.POSITIVE_INFINITY],
    ['.Inf', Number.POSITIVE_INFINITY],
    ['+.INF', Number.POSITIVE_INFINITY],
    ['-.inf', Number.NEGATIVE_INFINITY],
    ['.nan', Number.NaN],
    ['.NaN', Number.NaN],
    ['.NAN', Number.NaN],
    ['0.1e+400', Number.POSITIVE_INFINITY],
  ])('is a number with a point: %s is %s', (text, value) => {
    expect(readYaml11(text)).toEqual({ kind: 'float', value });
  });

  it.each([
    '2026-01-02',
    '2026-01-02T03:04:05',
    '2026-1-2t3:04:05',
    '2026-01-02 03:04:05',
    '2026-01-02  3:04:05.5',
    '2026-01-02 03:04:05.',
    '2026-01-02 03:04:05Z',
    '2026-1-2 3:04:05 Z',
    '2026-01-02 03:04:05 +1',
    '2026-01-02 03:04:05-01:30',
  ])('is a date: %s', (text) => {
    expect(readYaml11(text)).toEqual({ kind: 'date' });
  });

  it.each('=,<<,0b_,0x_,-0b_,+0x__'.split(','))('is none that could be read: %s', (text) => {
    expect(readYaml11(text)).toEqual({ kind: 'fault' });
  });

  it.each(
    [
      'nUll,xnull,nullx,yEs,xyes,yesx,y,n,noon,xoff,==,<,<<<,x=,a b,1 2,é'.split(','),
      '08,09,_1,1x,x1,0b,0b2,0x,0xG,0o7,1:60,01:30,1:,:30,--1,+-1'.split(','),
      '-.5,+.5,1.5e3,1e+3,1e3,-.5e1,._,.,1.5.2,1:60.5,.iNf,-.nan,.nAn,x1.0,1.0x,.infx,x.inf'.split(','),
      '2026-1-2,26-01-02,2026-01-02x,x2026-01-02,2026-01-02 03:04,2026-01-02 03:04:05 x'.split(','),
    ].flat(),
  )('is text: %s', (text) => {
    expect(readYaml11(text)).toEqual({ kind: 'text' });
  });
});

describe('a text with the tag of a float', () => {
  it.each([
    ['1', 1],
    ['-2.5', -2.5],
    ['1_000', 1000],
    [' 1 ', 1],
    ['1E3', 1000],
    ['.INF', Number.POSITIVE_INFINITY],
    ['-.Inf', Number.NEGATIVE_INFINITY],
    ['.NaN', Number.NaN],
    ['1:30', 90],
  ])('is %j read as %s', (text, value) => {
    expect(readTaggedFloat(text)).toBe(value);
  });

  it.each(['', ' ', '_', 'x', '1x', 'x.nan', '.nanx', '1:x'])('is not %j', (text) => {
    expect(readTaggedFloat(text)).toBeUndefined();
  });
});
